package transom.guestfb.wire;

import java.util.Set;
import transom.gem.Fourcc;

/**
 * Which bytes of a VGA's memory are its picture: checked, so that every pixel lies inside of {@code memory} bytes.
 *
 * @param width in pixels
 * @param height in pixels
 * @param stride bytes from one row to the next, at least a row's
 * @param offset bytes before the first row
 * @param memory bytes of the framebuffer
 */
public record VgaPicture(int width, int height, int stride, Fourcc fourcc, int offset, int memory) {

    /** Neither GL nor X takes wider pictures. */
    private static final int MAX_SIDE = 16384;

    /** What a VGA's pixels in a row look like: 32, 24, 16 and 15 bits. */
    private static final Set<Fourcc> FORMATS = Set.of(Fourcc.XRGB8888, Fourcc.RGB888, Fourcc.RGB565, Fourcc.XRGB1555);

    /**
     * Checks what a device model said, all of it unsigned.
     *
     * @throws ProtocolException naming the field, its value and what is allowed
     */
    public static VgaPicture of(
            int untrustedWidth,
            int untrustedHeight,
            int untrustedStride,
            int untrustedFourcc,
            long untrustedOffset,
            int memory) {
        Fourcc fourcc = new Fourcc(untrustedFourcc);
        if (!FORMATS.contains(fourcc)) {
            throw new ProtocolException("fourcc is " + fourcc + " and must be XR24, RG24, RG16 or XR15");
        }
        int width = side("width", untrustedWidth);
        int height = side("height", untrustedHeight);
        long row = (long) width * fourcc.bytesPerPixel();
        long stride = Integer.toUnsignedLong(untrustedStride);
        if (stride < row) {
            throw new ProtocolException("stride " + stride + " is less than the " + row + " bytes of a row");
        }
        long length = stride * (height - 1) + row;
        if (length > memory || Long.compareUnsigned(untrustedOffset, memory - length) > 0) {
            throw new ProtocolException("its picture (" + width + "x" + height + " " + fourcc + ", stride " + stride
                    + ", offset " + Long.toUnsignedString(untrustedOffset) + ") ends past the " + memory
                    + " bytes of its memory");
        }
        // a single row may say any stride: what is not used has no limit above
        int used = height == 1 ? (int) Math.min(stride, memory) : (int) stride;
        return new VgaPicture(width, height, used, fourcc, (int) untrustedOffset, memory);
    }

    private static int side(String field, int untrusted) {
        long value = Integer.toUnsignedLong(untrusted);
        if (value < 1 || value > MAX_SIDE) {
            throw new ProtocolException(field + " is " + value + " and must be 1 to " + MAX_SIDE);
        }
        return (int) value;
    }

    /** Bytes from the first pixel to the last. */
    public int length() {
        return stride * (height - 1) + width * fourcc.bytesPerPixel();
    }
}
