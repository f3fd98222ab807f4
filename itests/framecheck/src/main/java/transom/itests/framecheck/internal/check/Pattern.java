package transom.itests.framecheck.internal.check;

/** The colors of the guest's pictures, by the formula of {@code native/painter/pattern.h}. */
final class Pattern {

    private Pattern() {}

    /** Red, green and blue of 8 bits each. */
    static int pixel(int x, int y, int seed) {
        int red = (x + 7 * seed) & 0xff;
        int green = (y + 13 * seed) & 0xff;
        int blue = ((x ^ y) + 37 * (x / 256) + 59 * (y / 256) + 29 * seed) & 0xff;
        return red << 16 | green << 8 | blue;
    }

    /**
     * What a seed adds to each byte of the picture of seed 0, for two pixels: every channel is linear in the seed, modulo
     * 256.
     */
    static long step(int seed) {
        long one = (7L * seed & 0xff) << 16 | (13L * seed & 0xff) << 8 | 29L * seed & 0xff;
        return one << 32 | one;
    }
}
