package transom.guestfb.pv.internal.displ;

import transom.guestfb.DisplayInfo.Counters;
import transom.guestfb.Mode;
import transom.guestfb.RecentFrames;

/** What a connector's guest has asked for. <b>Thread:</b> the guest loop. */
final class DisplCounters {

    private final RecentFrames recent = new RecentFrames();
    private long updates;
    private long pixels;
    private long resizes;
    private long unknown;
    private long flips;
    private long lateFlips;
    private long refused;

    /** All of a picture was shown. */
    void shown(Mode before, Mode mode) {
        updates++;
        pixels += (long) mode.width() * mode.height();
        if (before != null && before != mode) {
            resizes++;
        }
    }

    void flipped(boolean late) {
        recent.add(System.nanoTime());
        flips++;
        if (late) {
            lateFlips++;
        }
    }

    boolean isFirstLate() {
        return lateFlips == 1;
    }

    void refused() {
        refused++;
    }

    void unknown() {
        unknown++;
    }

    Counters snapshot(int subscriptions) {
        return new Counters(
                updates, pixels, resizes, unknown, subscriptions, flips, lateFlips, refused, recent.nanos());
    }
}
