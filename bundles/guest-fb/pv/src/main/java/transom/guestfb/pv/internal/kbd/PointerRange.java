package transom.guestfb.pv.internal.kbd;

import transom.guestfb.wire.Kbdif;

/**
 * The coordinates that a frontend takes for its pointer: what it was told when it set itself up, whatever its picture's
 * size has become since.
 *
 * @param width the greatest x, plus one
 * @param height the greatest y, plus one
 */
record PointerRange(int width, int height) {

    static final PointerRange RAW = new PointerRange(Kbdif.RAW_POINTER_MAX + 1, Kbdif.RAW_POINTER_MAX + 1);

    /** Linux' own where nobody says (drivers/input/misc/xen-kbdfront.c, {@code XENFB_WIDTH}, {@code XENFB_HEIGHT}). */
    static final PointerRange LINUX = new PointerRange(800, 600);

    int x(int x, int pictureWidth) {
        return scale(x, pictureWidth, width);
    }

    int y(int y, int pictureHeight) {
        return scale(y, pictureHeight, height);
    }

    /** The first pixel is the first coordinate, the last one the last. */
    private static int scale(int value, int from, int to) {
        if (from <= 1) {
            return 0;
        }
        long inside = Math.max(0, Math.min(value, from - 1));
        return (int) ((inside * (to - 1) + (from - 1) / 2) / (from - 1));
    }
}
