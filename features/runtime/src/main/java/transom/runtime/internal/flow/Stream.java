package transom.runtime.internal.flow;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import transom.runtime.Updates.Gap;

/**
 * When frames came, of one display as seen by one kind of observer, whichever bundle counted them. <b>Thread:</b> one at a
 * time.
 */
final class Stream {

    /** Fewer frames than this in the time before do not tell a period: the guest hardly draws. */
    static final int FLOWING = 4;

    /** What a guest draws faster than a monitor shows it is not missed. */
    private static final long REFRESH_NANOS = 1_000_000_000L / 60;

    private final Map<Long, Long> counts = new HashMap<>();
    private final Map<Long, Long> newest = new HashMap<>();
    private long[] times = new long[256];
    private int size;

    /** A counter was read. */
    void sample(Row row, long now) {
        Long before = counts.put(row.bundle(), row.frames());
        if (!row.nanos().isEmpty()) {
            sample(row.bundle(), row.nanos());
            return;
        }
        // A counter that is new, or began again, tells of a frame if it has counted one.
        boolean news =
                before == null ? row.frames() > 0 && counts.size() > 1 : row.frames() != before && row.frames() > 0;
        if (news) {
            add(now);
        }
    }

    private void sample(long bundle, List<Long> nanos) {
        long seen = newest.getOrDefault(bundle, Long.MIN_VALUE);
        for (long frame : nanos) {
            if (frame > seen) {
                add(frame);
            }
        }
        newest.put(bundle, Math.max(seen, nanos.get(nanos.size() - 1)));
    }

    private void add(long now) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        times[size++] = now;
        sortLast();
    }

    /** Two versions that are there at a time are read one after the other. */
    private void sortLast() {
        for (int i = size - 1; i > 0 && times[i] < times[i - 1]; i--) {
            long later = times[i - 1];
            times[i - 1] = times[i];
            times[i] = later;
        }
    }

    /** Frames in a time. */
    int frames(long from, long to) {
        int count = 0;
        for (int i = 0; i < size; i++) {
            count += times[i] >= from && times[i] < to ? 1 : 0;
        }
        return count;
    }

    /** Whether frames came in the time until {@code now}, so that there is something to expect. */
    boolean isFlowing(long from, long now) {
        return frames(from, now) >= FLOWING;
    }

    boolean hasFrameAfter(long nanos) {
        return size > 0 && times[size - 1] > nanos;
    }

    /**
     * The longest time without a frame that ended after {@code from}, compared with the time before. What comes at once is one
     * frame: a guest may tell of its damage in parts.
     */
    Gap gap(Row.Key key, long from) {
        long[] before = new long[size];
        int count = 0;
        long longest = 0;
        for (int i = 1; i < size; i++) {
            long interval = times[i] - times[i - 1];
            if (interval < REFRESH_NANOS / 4) {
                continue;
            }
            if (times[i] < from) {
                before[count++] = interval;
            } else {
                longest = Math.max(longest, interval);
            }
        }
        Arrays.sort(before, 0, count);
        long period = count == 0 ? 0 : before[count / 2];
        long shown = Math.max(period, REFRESH_NANOS);
        long missed = period == 0 ? 0 : Math.max(0, Math.round((double) longest / shown) - 1);
        return new Gap(
                key.display(),
                key.by(),
                count + 1,
                period / 1000,
                count == 0 ? 0 : before[count - 1] / 1000,
                longest / 1000,
                missed);
    }
}
