package transom.itests.framecheck.internal.check;

import java.nio.ByteBuffer;
import java.nio.LongBuffer;

/**
 * Compares pixels of 32 bits, two at a time. Every color of a frame's picture is that of frame 0 plus a constant modulo
 * 256: so frame 0 is computed once, and a frame costs one addition of eight bytes, without carries between them, for every
 * two pixels.
 */
final class PairsOfPixels extends Picture {

    /** Longs read at a time: they and their part of frame 0 stay in the processor's first cache. */
    private static final int CHUNK = 1024;

    private static final long LOW_BITS = 0x7f7f7f7f7f7f7f7fL;
    private static final long HIGH_BITS = ~LOW_BITS;
    private static final long FIRST_PIXEL = 0xffffffffL;

    private final long[][] frame0;
    private final long[] is = new long[CHUNK];
    private final Views views = new Views();

    PairsOfPixels(Word word, int width, int height) {
        super(word, width, height);
        int longs = pixels() / 2;
        frame0 = new long[(longs + CHUNK - 1) / CHUNK][];
        for (int i = 0; i < frame0.length; i++) {
            frame0[i] = chunk(i * CHUNK, Math.min(CHUNK, longs - i * CHUNK));
        }
        if (longs > 0) {
            frame0[0][0] = frame0[0][0] & ~FIRST_PIXEL | firstColor(0);
        }
    }

    private long[] chunk(int from, int length) {
        long[] chunk = new long[length];
        for (int i = 0; i < length; i++) {
            int first = 2 * (from + i);
            chunk[i] = (long) expected(first + 1, 0) << 32 | expected(first, 0) & FIRST_PIXEL;
        }
        return chunk;
    }

    /** The color that the frame's number is in the place of. */
    private long firstColor(int frame) {
        return word().of(0, Pattern.pixel(0, 0, frame)) & FIRST_PIXEL;
    }

    @Override
    void compare(ByteBuffer memory, int frame) {
        LongBuffer pairs = views.of(memory);
        long step = Pattern.step(frame);
        for (int i = 0; i < frame0.length; i++) {
            long[] chunk = frame0[i];
            pairs.get(i * CHUNK, is, 0, chunk.length);
            if (i == 0) {
                is[0] = is[0] & ~FIRST_PIXEL | firstColor(frame);
            }
            if (differs(chunk, is, step)) {
                count(i * CHUNK, chunk.length, frame);
            }
        }
        int last = pixels() - 1;
        if (last > 0 && last % 2 == 0) {
            hold(last, read(memory, last), frame);
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
        for (int i = from == 0 ? 1 : 0; i < 2 * length; i++) {
            hold(2 * from + i, (int) (is[i / 2] >>> 32 * (i % 2)), frame);
        }
    }
}
