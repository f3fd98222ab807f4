package transom.gem.drm.internal.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.DmaBuf;
import transom.gem.drm.internal.FakeDrm;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.drm.internal.uapi.Drm;
import transom.gem.drm.internal.uapi.Dumb;
import transom.gem.support.Allocations;
import transom.gem.support.Memory;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Errno;

class HandlesTest {

    @TempDir
    private Path root;

    private FakeDrm fake;
    private DrmSource source;

    @BeforeEach
    void open() {
        fake = new FakeDrm(root).plug("vgem", "card0");
        source = opened();
    }

    private DrmSource opened() {
        DrmNode node = DrmNode.open(root.resolve("dev/dri/card0"), fake);
        return new DrmSource("vgem:card0", node, DumbDriver.of("vgem"), frames("card0", "vgem"), fake);
    }

    private FrameNumbers frames(String card, String driver) {
        return new FrameNumbers(root.resolve("dev/dri").resolve(card), driver, fake);
    }

    @AfterEach
    void close() {
        source.close();
        fake.close();
    }

    @Test
    void importingWhatWasExportedGivesTheSameHandleWhichLivesAsLongAsBoth() {
        Memory memory = source.make("a", 8192);
        int handle = source.handles().imported(memory.fd());
        assertThat(source.handles().open()).isEqualTo(1);
        memory.close();
        assertThat(fake.handles("card0")).as("it is held by the importer").isEqualTo(1);
        source.handles().release(handle);
        assertThat(fake.handles("card0")).isZero();
        assertThatIllegalStateException().isThrownBy(() -> source.handles().release(handle));
    }

    @Test
    void aForeignBufferImportedTwiceIsReleasedTwice() {
        DrmNode node = DrmNode.open(root.resolve("dev/dri/card0"), fake);
        fake.plug("virtio_gpu", "card1");
        DrmSource other = new DrmSource(
                "virtio_gpu:card1",
                DrmNode.open(root.resolve("dev/dri/card1"), fake),
                DumbDriver.of("virtio_gpu"),
                frames("card1", "virtio_gpu"),
                fake);
        try (Memory memory = other.make("b", 4096)) {
            int first = source.handles().imported(memory.fd());
            assertThat(source.handles().imported(memory.fd())).isEqualTo(first);
            source.handles().release(first);
            assertThat(fake.handles("card0")).isEqualTo(1);
            source.handles().release(first);
            assertThat(fake.handles("card0")).isZero();
        }
        other.close();
        node.close();
    }

    @Test
    void theHandleGoesLast() {
        MemoryKeep keep = new MemoryKeep();
        DmaBuf memory = new Allocations(source, keep).allocate(4096, "vdispl/1");
        fake.calls.clear();
        memory.drop();
        assertThat(fake.calls).containsExactly("card0 " + Long.toHexString(Drm.GEM_CLOSE));
        assertThat(keep.list()).isEmpty();
    }

    @Test
    void memoryIsAdoptedByItsFdAlone() {
        MemoryKeep keep = new MemoryKeep();
        DmaBuf before = new Allocations(source, keep).allocate(4096, "vdispl/1");
        before.beginCpuAccess().putInt(0, 0x1dea);
        before.endCpuAccess();
        DrmSource next = opened();
        fake.calls.clear();
        DmaBuf after = new Allocations(next, keep).adopt("vdispl/1").orElseThrow();
        assertThat(fake.calls).as("no handle is needed").isEmpty();
        source.close();
        before.drop();
        assertThat(after.beginCpuAccess().getInt(0)).isEqualTo(0x1dea);
        after.endCpuAccess();
        after.drop();
        assertThat(keep.list()).isEmpty();
        next.close();
    }

    @Test
    void whatCannotBeMappedThroughItsDmaBufIsMappedThroughTheDevice() {
        fake.dmaBufsAreReadOnly = true;
        MemoryKeep keep = new MemoryKeep();
        DmaBuf memory = new Allocations(source, keep).allocate(4096, "vdispl/1");
        memory.beginCpuAccess().putInt(0, 0x1dea);
        memory.endCpuAccess();
        assertThat(fake.calls).contains("card0 " + Long.toHexString(Dumb.MAP));
        DmaBuf adopted = new Allocations(source, keep).adopt("vdispl/1").orElseThrow();
        assertThat(adopted.beginCpuAccess().getInt(0))
                .as("by a handle of its own")
                .isEqualTo(0x1dea);
        adopted.endCpuAccess();
        memory.drop();
        adopted.drop();
        assertThat(fake.handles("card0")).isZero();
    }

    @Test
    void memoryThatTheCpuCannotSeeSaysWhy() {
        fake.dmaBufsAreReadOnly = true;
        fake.fail("card0", Dumb.MAP, Errno.ENOSYS);
        DmaBuf memory = new Allocations(source, new MemoryKeep()).allocate(4096, "vdispl/1");
        assertThatIllegalStateException()
                .isThrownBy(memory::beginCpuAccess)
                .withMessageContaining("DRM_IOCTL_MODE_MAP_DUMB")
                .withMessageContaining("ENOSYS");
        memory.drop();
        assertThat(fake.handles("card0")).isZero();
    }

    @Test
    void aDeviceThatWasClosedHasClosedItsHandles() {
        DmaBuf memory = new Allocations(source, new MemoryKeep()).allocate(4096, "vdispl/1");
        source.close();
        memory.beginCpuAccess().putInt(0, 1);
        memory.endCpuAccess();
        memory.drop();
        assertThat(memory.holders()).isZero();
    }
}
