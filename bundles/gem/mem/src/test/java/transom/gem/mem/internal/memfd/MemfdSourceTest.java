package transom.gem.mem.internal.memfd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Fourcc;
import transom.gem.support.Allocations;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Fd;
import transom.linux.Mapping;

class MemfdSourceTest {

    /** More fds than a process may usually have, few enough to open them all. */
    private static final int MANY = 100_000;

    private final MemoryKeep keep = new MemoryKeep();
    private final Allocations allocator = new Allocations(new MemfdSource(), keep);

    @AfterEach
    void nothingIsLeft() throws IOException {
        assertThat(allocator.buffers()).isEmpty();
        assertThat(openMemfds()).isZero();
        assertThat(mappings()).isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, XR24, 64, 4096",
        "1366, 768, XR24, 5504, 4227072",
        "17, 3, RG24, 64, 4096",
        "33, 2, RG16, 128, 4096"
    })
    void rowsBeginAtMultiplesOf64BytesAndSizesAreWholePages(
            int width, int height, String fourcc, int stride, long bytes) {
        Buffer buffer = allocator.allocate(width, height, Fourcc.of(fourcc));
        assertThat(buffer.stride()).isEqualTo(stride);
        assertThat(allocator.buffers())
                .containsExactly(new BufferInfo(
                        "picture",
                        Optional.of(new BufferInfo.Picture(width, height, stride, Format.linear(Fourcc.of(fourcc)))),
                        bytes,
                        1));
        buffer.drop();
    }

    @Test
    void whoeverMapsTheFdSeesTheSameBytes() {
        DmaBuf memory = allocator.allocate(8192, "vdispl/3/0/1");
        ByteBuffer bytes = memory.beginCpuAccess();
        assertThat(bytes.order()).isEqualTo(ByteOrder.LITTLE_ENDIAN);
        assertThat(bytes.getInt(8188)).isZero();
        bytes.putInt(8188, 0x00ff8040);
        memory.endCpuAccess();
        try (Fd other = Fd.dupOf(memory.fd());
                Mapping theirs = Mapping.shared(other)) {
            assertThat(theirs.buffer().getInt(8188)).isEqualTo(0x00ff8040);
            theirs.buffer().putInt(0, 7);
        }
        assertThat(memory.beginCpuAccess().getInt(0)).isEqualTo(7);
        memory.endCpuAccess();
        memory.drop();
    }

    @Test
    void theNextVersionAdoptsWhatIsKept() {
        DmaBuf before = allocator.allocate(4096, "vdispl/3/0/1");
        before.beginCpuAccess().putInt(0, 0x1dea);
        before.endCpuAccess();
        Allocations next = new Allocations(new MemfdSource(), keep);
        DmaBuf after = next.adopt("vdispl/3/0/1").orElseThrow();
        assertThat(after.size()).isEqualTo(4096);
        assertThat(after.name()).isEqualTo("vdispl/3/0/1");
        before.drop();
        assertThat(after.beginCpuAccess().getInt(0)).isEqualTo(0x1dea);
        after.endCpuAccess();
        assertThat(keep.list()).as("record and fd are the next version's now").hasSize(2);
        after.drop();
        assertThat(keep.list()).isEmpty();
    }

    @Test
    void noDeviceIsToldToReadIt() {
        Buffer buffer = allocator.allocate(4, 4, Fourcc.XRGB8888);
        assertThat(buffer.planes()).isEmpty();
        buffer.drop();
    }

    @Test
    void theMemoryGoesWithTheLastHolder() throws IOException {
        Buffer buffer = allocator.allocate(64, 64, Fourcc.XRGB8888);
        assertThat(mappings()).as("nobody has looked yet").isZero();
        assertThat(buffer.lock()).isTrue();
        buffer.drop();
        buffer.drop();
        assertThat(allocator.buffers())
                .singleElement()
                .satisfies(info -> assertThat(info.holders()).isEqualTo(1));
        assertThat(openMemfds()).isEqualTo(1);
        assertThat(buffer.beginCpuAccess().getInt(0)).isZero();
        assertThat(mappings()).isEqualTo(1);
        buffer.unlock();
        assertThat(openMemfds()).isZero();
        assertThat(mappings()).isZero();
        assertThat(buffer.lock()).isFalse();
        assertThatIllegalStateException().isThrownBy(buffer::beginCpuAccess);
    }

    @Test
    void theBiggestIsAllowedAndNoBigger() {
        Buffer buffer = allocator.allocate(16384, 16384, Fourcc.XRGB8888);
        buffer.beginCpuAccess().put(16384 * 16384 * 4 - 1, (byte) 1);
        buffer.drop();
        for (int[] size : new int[][] {{16385, 1}, {1, 16385}, {0, 1}, {1, 0}, {-1, 1}, {Integer.MAX_VALUE, 1}}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> allocator.allocate(size[0], size[1], Fourcc.XRGB8888))
                    .withMessageContaining(size[0] + "x" + size[1]);
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> allocator.allocate(1, 1, Fourcc.of("NV12")))
                .withMessageContaining("NV12");
    }

    @Test
    void aRefusalOfTheKernelLeavesNothingBehind() {
        DmaBuf buffer = allocator.allocate(4096, "open");
        List<Fd> filler = new ArrayList<>();
        assertThat(refusal(() -> Fd.dupOf(1 << 29)))
                .as("loads its classes while there are fds for it")
                .hasMessageContaining("EBADF");
        RuntimeException refusal = null;
        try {
            if (refusal(() -> exhaust(filler, buffer.fd())) != null) {
                refusal = refusal(() -> allocator.allocate(1, 1, Fourcc.XRGB8888));
            }
        } finally {
            filler.forEach(Fd::close);
            buffer.drop();
        }
        assumeTrue(refusal != null, "this process may open more than " + MANY + " files");
        assertThat(refusal)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("1x1")
                .hasMessageContaining("EMFILE");
    }

    private static RuntimeException refusal(Runnable refused) {
        try {
            refused.run();
            return null;
        } catch (RuntimeException e) {
            return e;
        }
    }

    private static void exhaust(List<Fd> filler, int fd) {
        while (filler.size() < MANY) {
            filler.add(Fd.dupOf(fd));
        }
    }

    private static long openMemfds() throws IOException {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.filter(MemfdSourceTest::isMemfd).count();
        }
    }

    private static boolean isMemfd(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString().startsWith("/memfd:transom-");
        } catch (IOException e) {
            return false; // the folder that is being listed
        }
    }

    private static long mappings() throws IOException {
        try (Stream<String> maps = Files.lines(Path.of("/proc/self/maps"))) {
            return maps.filter(line -> line.contains("/memfd:transom-")).count();
        }
    }
}
