package transom.itests.framecheck.internal.check;

import java.nio.LongBuffer;

/**
 * What pictures of one size look like, and how many pixels of one are not so. Pixels have 32 bits and lie without gaps,
 * as displif has them; eight bytes are compared at a time, and nothing is allocated.
 *
 * <p>Every channel of a frame's picture is that of frame 0 plus a constant modulo 256. So frame 0 is computed once, and a
 * frame costs one addition of eight bytes without carries between them for every two pixels.
 *
 * <p><b>Thread:</b> one.
 */
final class Picture {

    /** Longs read at a time: they and their frame 0 stay in the processor's first cache. */
    private static final int CHUNK = 1024;

    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH_BITS = ~LOW_BITS;
    private static final long FIRST_PIXEL = 0xffffffffL;

    private final int width;
    private final int height;
    private final long[][] frame0;
    private final long[] is = new long[CHUNK];
    private long wrong;
    private int firstWrong;
    private int firstWrongIs;

    Picture(int width, int height) {
        this.width = width;
        this.height = height;
        int longs = longs();
        frame0 = new long[(longs + CHUNK - 1) / CHUNK][];
        for (int i = 0; i < frame0.length; i++) {
            frame0[i] = chunk(i * CHUNK, Math.min(CHUNK, longs - i * CHUNK));
        }
    }

    private long[] chunk(int from, int length) {
        long[] chunk = new long[length];
        for (int i = 0; i < length; i++) {
            int first = 2 * (from + i);
            chunk[i] = (long) at(first + 1, 0) << 32 | at(first, 0);
        }
        return chunk;
    }

    private int at(int index, int frame) {
        return Pattern.pixel(index % width, index / width, frame);
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    /** Whole pairs of pixels; the last pixel of an odd number is compared by itself. */
    private int longs() {
        return (int) ((long) width * height / 2);
    }

    /**
     * Compares a picture. {@link #wrong}, {@link #firstX}, {@link #firstY} and {@link #firstIs} say how it was.
     *
     * @param pixels its pairs of pixels, little-endian
     * @param last its last pixel, which counts if the number of pixels is odd
     * @param frame the number that its first pixel carries
     */
    void compare(LongBuffer pixels, int last, int frame) {
        wrong = 0;
        long step = Pattern.step(frame);
        for (int i = 0; i < frame0.length; i++) {
            long[] chunk = frame0[i];
            pixels.get(i * CHUNK, is, 0, chunk.length);
            if (i == 0) {
                is[0] = is[0] & ~FIRST_PIXEL | at(0, frame);
            }
            if (differs(chunk, is, step)) {
                count(i * CHUNK, chunk.length, frame);
            }
        }
        int pixelsInAll = width * height;
        if ((pixelsInAll & 1) != 0 && pixelsInAll > 1) {
            hold(pixelsInAll - 1, last, frame);
        }
    }

    private static boolean differs(long[] chunk, long[] is, long step) {
        long lowStep = step & LOW_BITS;
        long difference = 0;
        for (int i = 0; i < chunk.length; i++) {
            long base = chunk[i];
            difference |= is[i] ^ (base & LOW_BITS) + lowStep ^ (base ^ step) & HIGH_BITS;
        }
        return difference != 0;
    }

    private void count(int from, int length, int frame) {
        for (int i = 0; i < length; i++) {
            hold(2 * (from + i), (int) is[i], frame);
            hold(2 * (from + i) + 1, (int) (is[i] >>> 32), frame);
        }
    }

    private void hold(int index, int pixel, int frame) {
        if (pixel != at(index, frame) && wrong++ == 0) {
            firstWrong = index;
            firstWrongIs = pixel;
        }
    }

    /** How many pixels of the last picture differed. */
    long wrong() {
        return wrong;
    }

    /** Where the first wrong pixel was. */
    int firstX() {
        return firstWrong % width;
    }

    /** Where the first wrong pixel was. */
    int firstY() {
        return firstWrong / width;
    }

    /** The first wrong pixel's value. */
    int firstIs() {
        return firstWrongIs;
    }
}
