package transom.gem.mem.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.DmaBuf;
import transom.gem.mem.internal.uapi.DmaHeap;
import transom.gem.mem.internal.uapi.Udmabuf;
import transom.gem.support.Allocations;
import transom.gem.support.Probed;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Errno;

class MemoryDevicesTest {

    @TempDir
    private Path root;

    private FakeDevices fake;
    private MemoryDevices devices;

    @BeforeEach
    void makeDevices() {
        fake = new FakeDevices(root);
        devices = new MemoryDevices(root, fake);
    }

    @Test
    void whatIsMissingIsSaidWithTheWayOut() {
        List<Probed> found = devices.probe();
        assertThat(found).extracting(Probed::driver).containsExactly("udmabuf", "system_heap", "memfd");
        assertThat(found.get(0).source()).isEmpty();
        assertThat(found.get(0).device().allocator())
                .contains("modprobe udmabuf")
                .contains("CONFIG_UDMABUF");
        assertThat(found.get(1).device().allocator()).contains("CONFIG_DMABUF_HEAPS_SYSTEM");
        assertThat(found.get(2).device().allocator()).isEqualTo("memfd");
    }

    @Test
    void aDeviceThatComesLaterIsServedUntilItGoes() {
        assertThat(devices.probe().get(0).source()).isEmpty();
        fake.plug(Udmabuf.PATH);
        Probed served = devices.probe().get(0);
        assertThat(served.device().allocator()).isEqualTo("udmabuf");
        assertThat(devices.probe().get(0)).as("tried once only").isSameAs(served);
        fake.unplug(Udmabuf.PATH);
        assertThat(devices.probe().get(0).source()).isEmpty();
    }

    @Test
    void aDeviceThatFailsTakesNoOtherDown() {
        fake.plug(Udmabuf.PATH);
        fake.plug(DmaHeap.SYSTEM);
        fake.udmabufFails = Errno.ENODEV;
        List<Probed> found = devices.probe();
        assertThat(found.get(0).device().allocator()).contains("UDMABUF_CREATE").contains("ENODEV");
        assertThat(found.get(1).device().allocator()).isEqualTo("dma-heap");
    }

    @Test
    void memoryThatCannotBeSynchronisedIsNotServed() {
        fake.plug(DmaHeap.SYSTEM);
        fake.syncFails = Errno.EIO;
        assertThat(devices.probe().get(1).device().allocator()).contains("DMA_BUF_IOCTL_SYNC");
    }

    @Test
    void aRefusalLeavesNothing() throws IOException {
        fake.plug(Udmabuf.PATH);
        fake.plug(DmaHeap.SYSTEM);
        List<Probed> found = devices.probe();
        MemoryKeep keep = new MemoryKeep();
        long before = openFds();
        fake.udmabufFails = Errno.EINVAL;
        fake.heapFails = Errno.ENOMEM;
        for (Probed refusing : found.subList(0, 2)) {
            Allocations allocator = new Allocations(refusing.source().orElseThrow(), keep);
            assertThatIllegalStateException()
                    .isThrownBy(() -> allocator.allocate(4096, "vdispl/1"))
                    .withMessageContaining("vdispl/1")
                    .withMessageContaining(allocator.name());
            assertThat(allocator.buffers()).isEmpty();
        }
        assertThat(keep.list()).isEmpty();
        assertThat(openFds()).isEqualTo(before);
    }

    @Test
    void anAllocatorAdoptsOnlyWhatItMade() {
        fake.plug(Udmabuf.PATH);
        fake.plug(DmaHeap.SYSTEM);
        List<Probed> found = devices.probe();
        MemoryKeep keep = new MemoryKeep();
        DmaBuf made = new Allocations(found.get(0).source().orElseThrow(), keep).allocate(8192, "vdispl/1");
        assertThat(new Allocations(found.get(1).source().orElseThrow(), keep).adopt("vdispl/1"))
                .isEmpty();
        DmaBuf adopted = new Allocations(found.get(0).source().orElseThrow(), keep)
                .adopt("vdispl/1")
                .orElseThrow();
        made.drop();
        adopted.drop();
        assertThat(keep.list()).isEmpty();
    }

    private static long openFds() throws IOException {
        try (var fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.count();
        }
    }
}
