package transom.guestfb.wire;

import transom.gem.Fourcc;
import transom.xen.GuestPages;

/**
 * A display buffer as DBUF_CREATE asks for it: checked, so that its rows lie inside of {@code size} bytes.
 *
 * <p>The protocol has no pitch; it is a row's bytes, without a gap ({@code args->pitch} in Linux's
 * drivers/gpu/drm/xen/xen_drm_front.c).
 *
 * @param width in pixels
 * @param height in pixels
 * @param bitsPerPixel 8, 16, 24 or 32
 * @param size bytes of its pages
 * @param offset bytes before the first row
 */
public record DisplayBufferLayout(int width, int height, int bitsPerPixel, int size, int offset) {

    /**
     * Checks what a guest wrote.
     *
     * @throws RequestRefusedException with EINVAL, naming the field, its value and what is allowed
     */
    public DisplayBufferLayout {
        check(
                bitsPerPixel == 8 || bitsPerPixel == 16 || bitsPerPixel == 24 || bitsPerPixel == 32,
                "bpp",
                bitsPerPixel,
                "must be 8, 16, 24 or 32");
        check(width > 0, "width", width, "must be 1..2147483647");
        check(height > 0, "height", height, "must be 1..2147483647");
        check(size > 0, "buffer_sz", size, "must be 1..2147483647");
        check(offset >= 0, "data_ofs", offset, "must be 0..2147483647");
        long row = (long) width * (bitsPerPixel / 8);
        // Rows that fit are less than 2^31 bytes, and there are less than 2^31 of them: no overflow.
        if (row > size || offset + row * height > size) {
            throw new RequestRefusedException(
                    XenErrno.EINVAL,
                    "its buffer (" + width + "x" + height + ", bpp " + bitsPerPixel + ", data_ofs " + offset
                            + ") needs more than buffer_sz, which is " + size);
        }
    }

    /**
     * Reads DBUF_CREATE.
     *
     * @throws RequestRefusedException with EINVAL, or with ENOMEM for more memory than a guest may ask for
     */
    public static DisplayBufferLayout read(DisplRequest request, FramebufferLayout.Limits limits) {
        int untrustedSize = request.untrustedBufferSize();
        if (Integer.compareUnsigned(untrustedSize, limits.memory()) > 0) {
            throw new RequestRefusedException(
                    XenErrno.ENOMEM,
                    "buffer_sz " + Integer.toUnsignedString(untrustedSize) + " is more than the limit of "
                            + limits.memory() + " bytes");
        }
        if (request.untrustedDbufCookie() == 0) {
            throw new RequestRefusedException(XenErrno.EINVAL, "dbuf_cookie must not be 0");
        }
        DisplayBufferLayout layout = new DisplayBufferLayout(
                request.untrustedWidth(),
                request.untrustedHeight(),
                request.untrustedBitsPerPixel(),
                untrustedSize,
                request.untrustedDataOffset());
        check(layout.width <= limits.side(), "width", layout.width, "is more than the limit of " + limits.side());
        check(layout.height <= limits.side(), "height", layout.height, "is more than the limit of " + limits.side());
        return layout;
    }

    private static void check(boolean holds, String field, int value, String rule) {
        if (!holds) {
            throw new RequestRefusedException(
                    XenErrno.EINVAL, field + " " + Integer.toUnsignedString(value) + " " + rule);
        }
    }

    /** Bytes from one row to the next. */
    public int pitch() {
        return width * (bitsPerPixel / 8);
    }

    /** Pages of the memory, the last one counted whole. */
    public int pages() {
        return (int) (((long) size + GuestPages.PAGE_SIZE - 1) / GuestPages.PAGE_SIZE);
    }

    /**
     * The framebuffer that FB_ATTACH makes of it.
     *
     * @throws RequestRefusedException with EINVAL if it does not lie inside of this buffer or its format is not one of
     *     {@link DisplayFramebuffer#FORMATS}
     */
    public DisplayFramebuffer framebuffer(DisplRequest request) {
        if (request.untrustedFbCookie() == 0) {
            throw new RequestRefusedException(XenErrno.EINVAL, "fb_cookie must not be 0");
        }
        return new DisplayFramebuffer(
                this, request.untrustedWidth(), request.untrustedHeight(), new Fourcc(request.untrustedFormat()));
    }
}
