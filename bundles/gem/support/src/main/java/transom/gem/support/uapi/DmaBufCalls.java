package transom.gem.support.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** Calls on the fd of a dma-buf (linux/include/uapi/linux/dma-buf.h). */
public final class DmaBufCalls {

    /** {@code DMA_BUF_IOCTL_SYNC}: brackets the CPU's access. */
    public static final long SYNC = 0x40086200L;

    /** {@code DMA_BUF_IOCTL_EXPORT_SYNC_FILE}: the implicit fences as a sync_file. */
    public static final long EXPORT_SYNC_FILE = 0xc0086202L;

    /** {@code struct dma_buf_sync}. */
    public static final int SYNC_SIZE = 8;

    public static final int SYNC_FLAGS = 0;

    /** {@code struct dma_buf_export_sync_file}. */
    public static final int EXPORT_SYNC_FILE_SIZE = 8;

    public static final int EXPORT_SYNC_FILE_FLAGS = 0;
    public static final int EXPORT_SYNC_FILE_FD = 4;

    /** {@code DMA_BUF_SYNC_READ}, {@code _WRITE}, {@code _RW}, {@code _START}, {@code _END}. */
    public static final int SYNC_READ = 1;

    public static final int SYNC_WRITE = 2;
    public static final int SYNC_RW = SYNC_READ | SYNC_WRITE;
    public static final int SYNC_START = 0;
    public static final int SYNC_END = 4;

    private DmaBufCalls() {}

    /**
     * The argument that begins or ends access by the CPU.
     *
     * @param flags of the {@code SYNC_} constants
     */
    public static ByteBuffer sync(int flags) {
        return Direct.allocate(SYNC_SIZE).putLong(SYNC_FLAGS, flags);
    }

    /**
     * The argument that asks for a fence; the kernel writes its fd to {@link #EXPORT_SYNC_FILE_FD}.
     *
     * @param access what is to be done when it has signalled: {@link #SYNC_READ} waits for those who write,
     *     {@link #SYNC_RW} for those who read, too
     */
    public static ByteBuffer exportSyncFile(int access) {
        return Direct.allocate(EXPORT_SYNC_FILE_SIZE)
                .putInt(EXPORT_SYNC_FILE_FLAGS, access)
                .putInt(EXPORT_SYNC_FILE_FD, -1);
    }
}
