package transom.itests.guestsim;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How evenly the backend serves a guest's frames, as the guest sees it: how long it is from one that was served to the
 * next, and how many more periods than one they had to wait.
 *
 * <p><b>Thread:</b> the guest's loop.
 */
final class Pace {

    private static final long NONE = -1;

    private final long periodNanos;
    private long last = NONE;
    private long frames;
    private long longestNanos;
    private long missed;

    /** @param periodNanos between two frames, if nothing holds them up */
    Pace(long periodNanos) {
        this.periodNanos = periodNanos;
    }

    /**
     * A frame was served.
     *
     * @param asked when the guest asked for that
     */
    void served(long asked, long now) {
        frames++;
        if (last != NONE) {
            longestNanos = Math.max(longestNanos, now - last);
        }
        missed += missed(now - asked);
        last = now;
    }

    /** A frame that comes less than half a period late was seen in its own. */
    private long missed(long waited) {
        return Math.max(0, (waited - periodNanos / 2) / periodNanos);
    }

    /** The guest draws no more: what it draws later is not measured from the frame before. */
    void pause() {
        last = NONE;
    }

    /**
     * What was seen since this was asked last.
     *
     * @param waiting since when a frame waits to be served; {@code now} if none does
     */
    Map<String, Object> take(long waiting, long now) {
        boolean waits = waiting != now && last != NONE;
        Map<String, Object> seen = new LinkedHashMap<>();
        seen.put("framesServed", frames);
        seen.put("longestGapMicros", Math.max(longestNanos, waits ? now - last : 0) / 1000);
        seen.put("missedFrames", missed + missed(now - waiting));
        frames = 0;
        longestNanos = 0;
        missed = 0;
        return seen;
    }
}
