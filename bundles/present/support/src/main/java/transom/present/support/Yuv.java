package transom.present.support;

/**
 * Luma and chroma as a color: ITU-R BT.601, limited range (luma 16 to 235, chroma 16 to 240), its factors times 256 and
 * rounded. Integers, so that a shader can compute the very same.
 */
final class Yuv {

    /** Chroma of gray. */
    static final int NEUTRAL = 128;

    private Yuv() {}

    static int rgb(int y, int u, int v) {
        int luma = 298 * (y - 16) + 128;
        int blue = u - NEUTRAL;
        int red = v - NEUTRAL;
        return clamp(luma + 409 * red) << 16 | clamp(luma - 100 * blue - 208 * red) << 8 | clamp(luma + 516 * blue);
    }

    private static int clamp(int times256) {
        return Math.max(0, Math.min(times256 >> 8, 255));
    }
}
