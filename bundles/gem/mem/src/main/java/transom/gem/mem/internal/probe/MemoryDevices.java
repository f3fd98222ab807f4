package transom.gem.mem.internal.probe;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import transom.gem.mem.internal.heap.HeapSource;
import transom.gem.mem.internal.memfd.MemfdSource;
import transom.gem.mem.internal.uapi.DmaHeap;
import transom.gem.mem.internal.uapi.Udmabuf;
import transom.gem.mem.internal.udmabuf.UdmabufSource;
import transom.gem.support.Ioctls;
import transom.gem.support.Probed;

/** What memory buffers may come from without a GPU, in the order of preference. <b>Thread:</b> any. */
public final class MemoryDevices {

    /** MiB of one udmabuf, at most. */
    private static final String LIMIT = "sys/module/udmabuf/parameters/size_limit_mb";

    private final DeviceFile udmabuf;
    private final DeviceFile heap;
    private final Probed memfd = MemfdSource.probe();

    /**
     * @param root {@code /}, or a test's folder
     */
    public MemoryDevices(Path root, Ioctls ioctls) {
        udmabuf = new DeviceFile(
                root.resolve(Udmabuf.PATH.substring(1)),
                "udmabuf",
                "modprobe udmabuf, in a kernel with CONFIG_UDMABUF",
                "at most " + limit(root) + " MiB a buffer (/" + LIMIT + ")",
                fd -> new UdmabufSource(fd, ioctls));
        heap = new DeviceFile(
                root.resolve(DmaHeap.SYSTEM.substring(1)),
                "system_heap",
                "it needs a kernel with CONFIG_DMABUF_HEAPS and CONFIG_DMABUF_HEAPS_SYSTEM",
                "as much as there is memory",
                fd -> new HeapSource(fd, ioctls));
    }

    private static String limit(Path root) {
        try {
            return Files.readString(root.resolve(LIMIT)).strip();
        } catch (IOException e) {
            return "64";
        }
    }

    /** Looks at each; one that was served before is the same as then. */
    public synchronized List<Probed> probe() {
        return List.of(udmabuf.probe(), heap.probe(), memfd);
    }
}
