package transom.gem.mem.internal.probe;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import transom.gem.mem.internal.uapi.DmaHeap;
import transom.gem.mem.internal.uapi.Udmabuf;
import transom.gem.support.Ioctls;
import transom.gem.support.uapi.DmaBufCalls;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.MemFd;

/** Device files in a folder, whose "dma-bufs" are memfds; each call can be made to fail. */
final class FakeDevices implements Ioctls {

    final Path root;
    int udmabufFails;
    int heapFails;
    int syncFails;

    FakeDevices(Path root) {
        this.root = root;
    }

    void plug(String path) {
        try {
            Path file = root.resolve(path.substring(1));
            Files.createDirectories(file.getParent());
            Files.writeString(file, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void unplug(String path) {
        try {
            Files.delete(root.resolve(path.substring(1)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int call(int fd, long request, ByteBuffer argument) {
        if (request == Udmabuf.CREATE) {
            return udmabufFails != 0
                    ? -udmabufFails
                    : Fd.dupOf(argument.getInt(Udmabuf.CREATE_MEMFD)).take();
        } else if (request == DmaHeap.ALLOC) {
            if (heapFails == 0) {
                long bytes = argument.getLong(DmaHeap.ALLOC_LEN);
                argument.putInt(
                        DmaHeap.ALLOC_FD, MemFd.create("fake-heap", bytes, true).take());
            }
            return -heapFails;
        }
        return request == DmaBufCalls.SYNC ? -syncFails : -Errno.ENOTTY;
    }
}
