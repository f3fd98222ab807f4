package transom.guestfb.wire;

import transom.gem.Fourcc;
import transom.xen.GuestPages;

/**
 * Which bytes of a framebuffer are its picture: checked, so that every pixel lies inside of {@code memory} bytes.
 *
 * @param width in pixels
 * @param height in pixels
 * @param stride bytes from one row to the next, at least a row's; a multiple of nothing in particular
 * @param offset bytes before the first row
 * @param depth bits of a pixel: 8, 16, 24 or 32
 * @param memory bytes that the guest shares
 */
public record FramebufferLayout(int width, int height, int stride, int offset, int depth, int memory) {

    /**
     * What a guest may ask for.
     *
     * @param memory most bytes of a framebuffer
     * @param side most pixels of width, and of height
     */
    public record Limits(int memory, int side) {

        public Limits {
            if (memory < GuestPages.PAGE_SIZE || side < 1) {
                throw new IllegalArgumentException("a framebuffer has at least a page and a pixel: " + memory
                        + " bytes, " + side + " pixels a side");
            }
        }
    }

    /**
     * Checks what a guest wrote.
     *
     * @throws ProtocolException naming the field, its value and what is allowed
     */
    public FramebufferLayout {
        check(depth == 8 || depth == 16 || depth == 24 || depth == 32, "depth", depth, "must be 8, 16, 24 or 32");
        check(memory > 0, "mem_length", memory, "must be positive");
        check(width > 0, "width", width, "must be positive");
        check(height > 0, "height", height, "must be positive");
        long row = (long) width * (depth / 8);
        check(stride >= row, "line_length", stride, "is less than the " + row + " bytes of a row");
        check(offset >= 0, "offset", offset, "must not be negative");
        long end = offset + (long) stride * (height - 1) + row;
        if (end > memory) {
            throw new ProtocolException("its picture (" + width + "x" + height + ", line_length " + stride + ", offset "
                    + offset + ", depth " + depth + ") ends at byte " + end + " and mem_length is " + memory);
        }
    }

    /** Reads what the frontend set its page up with: each field once. */
    public static FramebufferLayout read(GuestPages page, Limits limits) {
        int untrustedMemory = page.getInt(Fbif.MEM_LENGTH);
        if (Integer.compareUnsigned(untrustedMemory, limits.memory()) > 0) {
            throw new ProtocolException("mem_length " + Integer.toUnsignedString(untrustedMemory)
                    + " is more than the limit of " + limits.memory() + " bytes");
        }
        return checked(
                page.getInt(Fbif.WIDTH),
                page.getInt(Fbif.HEIGHT),
                page.getInt(Fbif.LINE_LENGTH),
                0,
                page.getUnsignedByte(Fbif.DEPTH),
                untrustedMemory,
                limits);
    }

    /** The same memory with what a RESIZE asks for. */
    public FramebufferLayout resized(
            int untrustedWidth,
            int untrustedHeight,
            int untrustedStride,
            int untrustedDepth,
            int untrustedOffset,
            Limits limits) {
        return checked(
                untrustedWidth, untrustedHeight, untrustedStride, untrustedOffset, untrustedDepth, memory, limits);
    }

    private static FramebufferLayout checked(
            int width, int height, int stride, int offset, int depth, int memory, Limits limits) {
        FramebufferLayout layout = new FramebufferLayout(width, height, stride, offset, depth, memory);
        check(width <= limits.side(), "width", width, "is more than the limit of " + limits.side());
        check(height <= limits.side(), "height", height, "is more than the limit of " + limits.side());
        return layout;
    }

    private static void check(boolean holds, String field, int value, String rule) {
        if (!holds) {
            throw new ProtocolException(field + " " + value + " " + rule);
        }
    }

    /** Pages of the memory, the last one counted whole. */
    public int pages() {
        return (int) (((long) memory + GuestPages.PAGE_SIZE - 1) / GuestPages.PAGE_SIZE);
    }

    /** Bytes from the first pixel to the end of the last one. */
    public int length() {
        return (int) ((long) stride * (height - 1) + (long) width * (depth / 8));
    }

    /**
     * The depth in DRM's words. Depth 24 is three bytes a pixel, blue first: the reference backend steps through a row by
     * {@code depth / 8} bytes and takes blue from the lowest eight bits, red from the highest (QEMU hw/display/xenfb.c,
     * {@code BLT} with 8, 8, 8). Depth 8 has 3 bits red, 3 green, 2 blue there.
     */
    public Fourcc fourcc() {
        return switch (depth) {
            case 8 -> Fourcc.RGB332;
            case 16 -> Fourcc.RGB565;
            case 24 -> Fourcc.RGB888;
            default -> Fourcc.XRGB8888;
        };
    }
}
