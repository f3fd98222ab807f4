package transom.guestfb.pv.internal.device;

/**
 * How often a frontend may connect: some times at once, then after waits that grow from seconds to an hour, so that one
 * which comes and goes for ever costs neither time nor log.
 */
final class ReconnectBudget {

    static final int BURST = 8;
    static final long FIRST_WAIT = 10_000_000_000L;
    private static final long LONGEST_WAIT = 3600 * 1_000_000_000L;

    /** After so long without connecting all is forgotten. */
    private static final long QUIET = 60_000_000_000L;

    private int used;
    private long last;
    private long wait = FIRST_WAIT;

    /**
     * Asks to connect now.
     *
     * @param now as {@link System#nanoTime}
     * @return 0 if it may, else in how many nanoseconds it may ask again
     */
    long request(long now) {
        if (used > 0 && now - last >= wait + QUIET) {
            used = 0;
            wait = FIRST_WAIT;
        }
        if (used >= BURST) {
            long left = wait - (now - last);
            if (left > 0) {
                return left;
            }
            wait = Math.min(2 * wait, LONGEST_WAIT);
        } else {
            used++;
        }
        last = now;
        return 0;
    }
}
