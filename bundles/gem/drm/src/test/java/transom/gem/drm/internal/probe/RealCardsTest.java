package transom.gem.drm.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import transom.gem.DmaBuf;
import transom.gem.drm.internal.object.DrmSource;
import transom.gem.mem.internal.probe.MemoryDevices;
import transom.gem.support.Allocations;
import transom.gem.support.Ioctls;
import transom.gem.support.Memory;
import transom.gem.support.Probed;
import transom.gem.support.Source;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Fd;
import transom.linux.Mapping;

/** The cards of the machine that this runs on, where there are any. */
class RealCardsTest {

    private static final int BYTES = 2025 * 4096;
    private static final Path ROOT = Path.of("/");

    private static List<Probed> found;
    private static List<DrmSource> cards;

    @BeforeAll
    static void needsACard() {
        assumeTrue(Files.isDirectory(Path.of("/dev/dri")), "there is no /dev/dri: modprobe vgem");
        found = new DrmDevices(ROOT, Ioctls.KERNEL).probe();
        cards = found.stream()
                .flatMap(device -> device.source().stream())
                .map(DrmSource.class::cast)
                .toList();
        assumeTrue(!cards.isEmpty(), () -> "no card serves buffers: " + found);
    }

    @AfterAll
    static void close() {
        if (cards != null) {
            cards.forEach(Source::close);
        }
    }

    private static void fill(ByteBuffer bytes, int seed) {
        for (int at = 0; at < bytes.capacity(); at += 4) {
            bytes.putInt(at, at * 0x9e3779b1 + seed);
        }
    }

    private static long wrong(ByteBuffer bytes, int seed) {
        long wrong = 0;
        for (int at = 0; at < bytes.capacity(); at += 4) {
            wrong += bytes.getInt(at) == at * 0x9e3779b1 + seed ? 0 : 1;
        }
        return wrong;
    }

    @Test
    void whatTheCpuWritesIsInTheDmaBuf() {
        for (DrmSource card : cards) {
            try (Memory memory = card.make("real", BYTES)) {
                fill(memory.begin(), 7);
                memory.end();
                try (Fd other = Fd.dupOf(memory.fd());
                        Mapping mapped = Mapping.shared(other)) {
                    assertThat(wrong(mapped.buffer(), 7)).as(card.name()).isZero();
                }
            }
            assertThat(card.handles().open()).as(card.name()).isZero();
        }
    }

    @Test
    void theNextVersionAdoptsItsPixels() {
        for (DrmSource card : cards) {
            MemoryKeep keep = new MemoryKeep();
            DmaBuf before = new Allocations(card, keep).allocate(BYTES, "real");
            fill(before.beginCpuAccess(), 9);
            before.endCpuAccess();
            DmaBuf after = new Allocations(card, keep).adopt("real").orElseThrow();
            before.drop();
            assertThat(wrong(after.beginCpuAccess(), 9)).as(card.name()).isZero();
            after.endCpuAccess();
            assertThat(after.exportFence()).as("no device reads it").isGreaterThanOrEqualTo(DmaBuf.NO_FENCE);
            after.drop();
            assertThat(keep.list()).isEmpty();
        }
    }

    @Test
    void anImportIsTheSameHandleUntilItsLastHolderReleasesIt() {
        for (DrmSource card : cards) {
            Memory memory = card.make("real", 4096);
            int handle = card.handles().imported(memory.fd());
            assertThat(card.handles().open()).as(card.name()).isEqualTo(1);
            try (Fd alive = Fd.dupOf(memory.fd())) {
                memory.close();
                assertThat(card.handles().imported(alive.fd())).isEqualTo(handle);
            }
            card.handles().release(handle);
            card.handles().release(handle);
            assertThat(card.handles().open()).isZero();
        }
    }

    @Test
    void vgemImportsOrdinaryMemory() {
        List<Source> memories = Stream.of(new MemoryDevices(ROOT, Ioctls.KERNEL).probe())
                .flatMap(List::stream)
                .flatMap(device -> device.source().stream())
                .filter(Source::makesDmaBufs)
                .toList();
        DrmSource vgem = cards.stream()
                .filter(card -> card.name().startsWith("vgem:"))
                .findFirst()
                .orElse(null);
        assumeTrue(vgem != null, "there is no vgem: modprobe vgem");
        assumeTrue(!memories.isEmpty(), "there is no /dev/udmabuf: modprobe udmabuf");
        for (Source memory : memories) {
            try (Memory pages = memory.make("real", BYTES)) {
                int handle = vgem.handles().imported(pages.fd());
                vgem.handles().release(handle);
            }
            memory.close();
        }
        assertThat(vgem.handles().open()).isZero();
    }
}
