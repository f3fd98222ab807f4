package transom.gem.support;

import transom.gem.DmaBuf;
import transom.gem.support.uapi.DmaBufCalls;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;

/**
 * Pages of a dma-buf, mapped through its fd and synchronised by {@code DMA_BUF_IOCTL_SYNC}.
 *
 * <p><b>Thread:</b> any.
 */
public class DmaBufPages implements Memory.Kind {

    private static final int PROT_RW = Mapping.PROT_READ | Mapping.PROT_WRITE;

    private final Ioctls ioctls;

    public DmaBufPages(Ioctls ioctls) {
        this.ioctls = ioctls;
    }

    @Override
    public Mapping map(Fd fd, long bytes) {
        return Mapping.map(fd.fd(), 0, bytes, PROT_RW);
    }

    @Override
    public final void begin(int fd) {
        sync(fd, DmaBufCalls.SYNC_START);
    }

    @Override
    public final void end(int fd) {
        sync(fd, DmaBufCalls.SYNC_END);
    }

    private void sync(int fd, int end) {
        int result = ioctls.call(fd, DmaBufCalls.SYNC, DmaBufCalls.sync(DmaBufCalls.SYNC_RW | end));
        ErrnoException.check(result, "DMA_BUF_IOCTL_SYNC", "fd " + fd);
    }

    /** Kernels before 6.0 have no such call: nobody can tell then, as if there were none. */
    @Override
    public final int fence(int fd) {
        var argument = DmaBufCalls.exportSyncFile(DmaBufCalls.SYNC_RW);
        int result = ioctls.call(fd, DmaBufCalls.EXPORT_SYNC_FILE, argument);
        if (result == -Errno.ENOTTY) {
            return DmaBuf.NO_FENCE;
        }
        ErrnoException.check(result, "DMA_BUF_IOCTL_EXPORT_SYNC_FILE", "fd " + fd);
        return argument.getInt(DmaBufCalls.EXPORT_SYNC_FILE_FD);
    }

    @Override
    public void release() {}
}
