package transom.gem;

import java.nio.ByteBuffer;

/**
 * Memory that devices and domains can share, by the fd of its dma-buf (include/uapi/linux/dma-buf.h). It is made and
 * {@linkplain #drop dropped} by one producer and {@linkplain #lock locked} by who reads it meanwhile.
 *
 * <p>Two are equal only if they are the same object: what is cached for one is found by it.
 *
 * <p><b>Owner:</b> the producer. <b>Thread:</b> any.
 */
public abstract class DmaBuf extends Counted {

    /** Instead of a fence: there is nothing to wait for. */
    public static final int NO_FENCE = -1;

    private final String name;
    private final long size;
    private volatile BufferInfo.Picture picture;

    /**
     * @param name for people, and in the keep
     * @param size in bytes, whole pages
     */
    protected DmaBuf(String name, long size) {
        this.name = name;
        this.size = size;
    }

    /** For people; what it is in the keep by, if it is there. */
    public final String name() {
        return name;
    }

    /** In bytes, whole pages. */
    public final long size() {
        return size;
    }

    /** Lends the fd. */
    public abstract int fd();

    /**
     * Lends all of its bytes, little-endian, to a caller who holds a lock; absolute access only, the same object for
     * everybody. A guest may write to them at any time.
     *
     * @throws IllegalStateException if the CPU cannot see this memory, with the reason
     */
    public abstract ByteBuffer beginCpuAccess();

    /** Ends the loan. */
    public abstract void endCpuAccess();

    /**
     * A fence that signals when no device reads or writes it any more ({@code DMA_BUF_IOCTL_EXPORT_SYNC_FILE}).
     *
     * @return a sync_file fd, or {@link #NO_FENCE} if nobody does now. <b>Owner:</b> the caller
     */
    public int exportFence() {
        return NO_FENCE;
    }

    /** Says what is in it, for people. */
    public final void describe(int width, int height, int stride, Format format) {
        picture = new BufferInfo.Picture(width, height, stride, format);
    }

    /** What people are told about it. */
    public final BufferInfo info() {
        return new BufferInfo(name, java.util.Optional.ofNullable(picture), size, holders());
    }
}
