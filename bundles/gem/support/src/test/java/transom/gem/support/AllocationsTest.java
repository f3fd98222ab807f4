package transom.gem.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.gem.Buffer;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;
import transom.keep.Keep;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.MemFd;

class AllocationsTest {

    private static final String NAME = "vdispl/3/0/0/1c0";

    private final MemoryKeep keep = new MemoryKeep();
    private final List<String> calls = new ArrayList<>();
    private final FakeSource source = new FakeSource();
    private final Allocations allocations = new Allocations(source, keep);

    /** Memfds that say what is done with them. */
    private final class FakeSource implements Source {

        private long gives = -1;
        private int made;

        @Override
        public String name() {
            return "fake";
        }

        @Override
        public boolean makesDmaBufs() {
            return true;
        }

        @Override
        public Memory make(String label, long bytes) {
            made++;
            return open(MemFd.create("fake", gives < 0 ? bytes : gives, true), bytes);
        }

        @Override
        public Memory open(Fd fd, long bytes) {
            return new Memory(
                    fd,
                    bytes,
                    new DmaBufPages((number, request, argument) -> {
                        calls.add(String.format("%x %x", request, argument.getLong(0)));
                        return 0;
                    }) {
                        @Override
                        public void release() {
                            calls.add("release, fd " + (fd.isOpen() ? "open" : "closed") + ", keep "
                                    + (keep.record("gem/" + NAME).isPresent() ? "has it" : "empty"));
                        }
                    });
        }

        @Override
        public void close() {}
    }

    @Test
    void outOfTheKeepThenTheFdThenTheHandle() {
        allocations.allocate(4096, NAME).drop();
        assertThat(calls).containsExactly("release, fd closed, keep empty");
        assertThat(keep.list()).isEmpty();
    }

    @Test
    void theCpusAccessIsBracketed() {
        DmaBuf memory = allocations.allocate(4096, NAME);
        memory.beginCpuAccess().putInt(0, 1);
        memory.endCpuAccess();
        assertThat(calls).containsExactly("40086200 3", "40086200 7");
        memory.drop();
    }

    @Test
    void theSameObjectIsAdoptedWhileItLives() {
        DmaBuf memory = allocations.allocate(4096, NAME);
        assertThat(allocations.adopt(NAME)).containsSame(memory);
        memory.drop();
        assertThat(allocations.adopt(NAME)).isEmpty();
    }

    @Test
    void whoLeavesClosesWhatItHadAndTheNextOneAdoptsIt() {
        DmaBuf read = allocations.allocate(4096, NAME);
        read.beginCpuAccess().putInt(0, 7);
        read.endCpuAccess();
        read.lock();
        calls.clear();
        allocations.detach();
        assertThat(allocations.buffers()).isEmpty();
        assertThat(calls).as("somebody reads it").isEmpty();
        read.unlock();
        assertThat(calls).containsExactly("release, fd closed, keep has it");

        DmaBuf adopted = new Allocations(source, keep).adopt(NAME).orElseThrow();
        assertThat(adopted.beginCpuAccess().getInt(0)).isEqualTo(7);
        adopted.endCpuAccess();
        adopted.drop();
        assertThat(keep.list()).isEmpty();
    }

    @Test
    void aNameIsGivenOnce() {
        DmaBuf memory = allocations.allocate(4096, NAME);
        assertThatIllegalStateException()
                .isThrownBy(() -> allocations.allocate(4096, NAME))
                .withMessageContaining("adopt");
        assertThat(allocations.adopt(NAME)).containsSame(memory);
        assertThat(allocations.buffers()).hasSize(1);
        memory.drop();
    }

    @Test
    void aNameIsFreeAgainWhenItsMemoryIsDroppedThoughSomebodyReadsIt() {
        DmaBuf first = allocations.allocate(4096, NAME);
        assertThat(first.lock()).isTrue();
        first.drop();
        DmaBuf second = allocations.allocate(8192, NAME);
        assertThat(allocations.buffers()).hasSize(2);
        first.unlock();
        assertThat(allocations.adopt(NAME)).containsSame(second);
        assertThat(keep.record("gem/" + NAME)).as("the second one's").isPresent();
        second.drop();
        assertThat(keep.list()).isEmpty();
        assertThat(allocations.buffers()).isEmpty();
    }

    @Test
    void theFormerOwnerLeavesWhatItsSuccessorAdopted() {
        DmaBuf before = allocations.allocate(4096, NAME);
        Allocations next = new Allocations(source, keep);
        DmaBuf after = next.adopt(NAME).orElseThrow();
        before.drop();
        assertThat(new Allocations(source, keep).adopt(NAME)).isPresent();
        assertThat(after.size()).isEqualTo(4096);
    }

    @Test
    void nothingIsAdoptedThatIsNotWhatWasPut() {
        try (Fd other = MemFd.create("other", 8192, true)) {
            keep.putFd("gem/" + NAME, other.fd());
            assertThat(allocations.adopt(NAME)).as("no record").isEmpty();
            keep.putRecord("gem/" + NAME, "2 4096 fake x".getBytes(StandardCharsets.UTF_8));
            assertThat(allocations.adopt(NAME)).as("a later version's record").isEmpty();
            keep.putRecord("gem/" + NAME, "1 4096 fake x".getBytes(StandardCharsets.UTF_8));
            assertThatIllegalStateException()
                    .isThrownBy(() -> allocations.adopt(NAME))
                    .withMessageContaining("8192 bytes and not 4096");
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -4096, 4095, 4097, (1L << 30) + 4096, Long.MAX_VALUE, Long.MIN_VALUE})
    void sizesThatCannotBeAreNamed(long bytes) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allocations.allocate(bytes, NAME))
                .withMessageContaining(Long.toString(bytes));
        assertThat(source.made).isZero();
    }

    @Test
    void aNameThatTheKeepRefusesLeavesNothing() {
        assertThatIllegalArgumentException().isThrownBy(() -> allocations.allocate(4096, "a b"));
        assertThatIllegalArgumentException().isThrownBy(() -> allocations.allocate(4096, ""));
        assertThatIllegalArgumentException().isThrownBy(() -> allocations.allocate(4096, "a".repeat(201)));
        assertThat(calls).containsExactly("release, fd closed, keep empty");
        assertThat(allocations.buffers()).isEmpty();
    }

    @Test
    void aFullKeepLeavesNothing() {
        for (int i = 0; i < Keep.MAX_ENTRIES - 1; i++) {
            keep.putRecord("r" + i, new byte[0]);
        }
        assertThatIllegalStateException()
                .isThrownBy(() -> allocations.allocate(4096, NAME))
                .withMessageContaining("no room");
        assertThat(keep.dupFd("gem/" + NAME)).isEmpty();
        assertThat(calls).containsExactly("release, fd closed, keep empty");
    }

    @Test
    void aPictureIsAPlaneOfItsMemory() {
        Buffer picture = allocations.allocate(33, 2, Fourcc.XRGB8888);
        assertThat(picture.planes()).singleElement().satisfies(plane -> {
            assertThat(plane.stride()).isEqualTo(192);
            assertThat(plane.offset()).isZero();
            assertThat(plane.dmaBuf().size()).isEqualTo(4096);
        });
        picture.drop();
        assertThat(allocations.buffers()).isEmpty();
    }

    @Test
    void aFenceIsNoneWhereTheKernelHasNoSuchCall() {
        assertThat(new DmaBufPages((fd, request, argument) -> -Errno.ENOTTY).fence(0))
                .isEqualTo(DmaBuf.NO_FENCE);
        assertThat(new DmaBufPages((fd, request, argument) -> {
                            argument.putInt(4, 17);
                            return 0;
                        })
                        .fence(0))
                .isEqualTo(17);
    }
}
