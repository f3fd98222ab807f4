package transom.gem;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One picture's pixels in memory: made and {@linkplain #drop dropped} by one producer, read by any number of consumers
 * who {@linkplain #lock lock} it meanwhile. When it is dropped and nobody holds a lock, {@link #free} runs once.
 *
 * <p>Two buffers are equal only if they are the same object.
 *
 * <p><b>Owner:</b> the producer. <b>Thread:</b> any.
 */
public abstract class Buffer {

    private final int width;
    private final int height;
    private final int stride;
    private final Format format;
    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile boolean dropped;

    /**
     * @param width in pixels
     * @param height in pixels
     * @param stride bytes from one row to the next, at least a row's
     */
    protected Buffer(int width, int height, int stride, Format format) {
        if (width <= 0 || height <= 0) {
            throw new IllegalArgumentException("size " + width + "x" + height + " must be positive");
        }
        if (stride < (long) width * format.fourcc().bytesPerPixel()) {
            throw new IllegalArgumentException("stride " + stride + " is less than a row of " + width + " pixels");
        }
        this.width = width;
        this.height = height;
        this.stride = stride;
        this.format = format;
    }

    /** In pixels. */
    public final int width() {
        return width;
    }

    /** In pixels. */
    public final int height() {
        return height;
    }

    /** Bytes from one row to the next. */
    public final int stride() {
        return stride;
    }

    public final Format format() {
        return format;
    }

    /**
     * Keeps the memory until {@link #unlock}.
     *
     * @return false if it has gone already; then there is nothing to unlock
     */
    public final boolean lock() {
        int n;
        do {
            n = holders.get();
            if (n == 0) {
                return false;
            }
        } while (!holders.compareAndSet(n, n + 1));
        return true;
    }

    /** Gives one {@link #lock} back. */
    public final void unlock() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            free();
        } else if (left < 0) {
            throw new IllegalStateException("unlock without lock");
        }
    }

    /** The producer is done with it; a second call does nothing. */
    public final void drop() {
        boolean first;
        synchronized (this) {
            first = !dropped;
            dropped = true;
        }
        if (first) {
            unlock();
        }
    }

    /** Who holds it now: the producer until it drops it, and each lock. */
    public final int holders() {
        return holders.get();
    }

    /**
     * Lends the pixels, from the first one of row 0, little-endian, to a caller who holds a lock. Read by absolute
     * index only: the same object is lent to everybody. A guest may write to them at any time.
     */
    public abstract ByteBuffer beginCpuAccess();

    /** Ends the loan. */
    public abstract void endCpuAccess();

    /** Gives the memory back. Runs once, on the thread that let go last. */
    protected abstract void free();
}
