package transom.gem;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * One picture's pixels in memory: made and {@linkplain #drop dropped} by one producer, read by any number of consumers
 * who {@linkplain #lock lock} it meanwhile. When it is dropped and nobody holds a lock, {@link #free} runs once.
 *
 * <p>Two buffers are equal only if they are the same object.
 *
 * <p><b>Owner:</b> the producer. <b>Thread:</b> any.
 */
public abstract class Buffer extends Counted {

    private final int width;
    private final int height;
    private final int stride;
    private final Format format;

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
     * Where its pixels are as dma-bufs, for a device to read: one plane for packed formats. Empty if only the CPU can
     * read them.
     */
    public List<Plane> planes() {
        return List.of();
    }

    /**
     * Lends the pixels, from the first one of row 0, little-endian, to a caller who holds a lock. Read by absolute
     * index only: the same object is lent to everybody. A guest may write to them at any time.
     */
    public abstract ByteBuffer beginCpuAccess();

    /** Ends the loan. */
    public abstract void endCpuAccess();
}
