package transom.guestfb.pv.internal.device;

/** Lets something happen so many times a second, and says how long to wait beyond that. */
final class Pace {

    private static final long SECOND = 1_000_000_000L;

    private final int perSecond;
    private long begin;
    private int count;

    Pace(int perSecond) {
        this.perSecond = perSecond;
    }

    /**
     * Counts one.
     *
     * @param now as {@link System#nanoTime}
     * @return 0 if it may happen now, else in how many nanoseconds
     */
    long request(long now) {
        if (count == 0 || now - begin >= SECOND) {
            begin = now;
            count = 0;
        }
        if (count >= perSecond) {
            return SECOND - (now - begin);
        }
        count++;
        return 0;
    }
}
