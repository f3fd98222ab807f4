package transom.guestfb;

import java.util.ArrayList;
import java.util.List;

/**
 * When the last frames were, for who wants to know how evenly they come: a counter that is read now and then does not tell.
 *
 * <p><b>Thread:</b> any.
 */
public final class RecentFrames {

    /** So many are remembered: a second of most monitors. */
    public static final int KEPT = 64;

    private final long[] times = new long[KEPT];
    private long count;

    /** There was a frame at {@link System#nanoTime}. Does not allocate. */
    public synchronized void add(long nanos) {
        times[(int) (count++ % KEPT)] = nanos;
    }

    /** There was none yet. */
    public synchronized void clear() {
        count = 0;
    }

    /** {@link System#nanoTime} of the last {@value #KEPT} frames at most, the oldest first. */
    public synchronized List<Long> nanos() {
        List<Long> recent = new ArrayList<>();
        for (long i = Math.max(0, count - KEPT); i < count; i++) {
            recent.add(times[(int) (i % KEPT)]);
        }
        return List.copyOf(recent);
    }
}
