package transom.guestfb.wire;

import java.util.Set;
import transom.gem.Fourcc;

/**
 * A framebuffer as FB_ATTACH asks for it: the pixels of a display buffer, checked to lie inside of it.
 *
 * <p>It may be smaller than its buffer, whose pitch stays: a program that makes a buffer and then a smaller framebuffer of
 * it draws by the buffer's pitch, and the protocol tells no other.
 *
 * @param buffer what it lies in
 * @param width in pixels
 * @param height in pixels
 * @param fourcc one of {@link #FORMATS}
 */
public record DisplayFramebuffer(DisplayBufferLayout buffer, int width, int height, Fourcc fourcc) {

    /** What Linux's driver offers its programs (drivers/gpu/drm/xen/xen_drm_front_conn.c, {@code plane_formats}). */
    public static final Set<Fourcc> FORMATS = Set.of(
            Fourcc.RGB565,
            Fourcc.RGB888,
            Fourcc.XRGB8888,
            Fourcc.ARGB8888,
            Fourcc.XRGB4444,
            Fourcc.ARGB4444,
            Fourcc.XRGB1555,
            Fourcc.ARGB1555,
            Fourcc.YUYV);

    /**
     * Checks what a guest wrote.
     *
     * @throws RequestRefusedException with EINVAL, naming the field, its value and what is allowed
     */
    public DisplayFramebuffer {
        if (!FORMATS.contains(fourcc)) {
            throw refused("pixel_format " + fourcc + " is not known");
        }
        if (width <= 0 || height <= 0) {
            throw refused("framebuffer " + size(width, height) + " must be 1..2147483647 pixels a side");
        }
        if (width % fourcc.horizontalSubsampling() != 0) {
            throw refused(
                    "framebuffer " + size(width, height) + " must have an even width: its pixel_format is " + fourcc);
        }
        long row = (long) width * fourcc.bytesPerPixel();
        if (row > buffer.pitch() || buffer.offset() + (height - 1L) * buffer.pitch() + row > buffer.size()) {
            throw refused("framebuffer " + size(width, height) + " of " + fourcc + " does not lie in its buffer of "
                    + size(buffer.width(), buffer.height()) + ", bpp " + buffer.bitsPerPixel() + ", buffer_sz "
                    + buffer.size());
        }
    }

    private static RequestRefusedException refused(String message) {
        return new RequestRefusedException(XenErrno.EINVAL, message);
    }

    private static String size(int width, int height) {
        return Integer.toUnsignedString(width) + "x" + Integer.toUnsignedString(height);
    }

    /** Bytes from one row to the next. */
    public int pitch() {
        return buffer.pitch();
    }

    /** Bytes before the first row. */
    public int offset() {
        return buffer.offset();
    }
}
