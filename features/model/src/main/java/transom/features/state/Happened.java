package transom.features.state;

import java.time.Instant;

/**
 * A line of the history.
 *
 * @param what was asked for, e.g. {@code update transom.guestfb.pv 0.1.0 → 0.2.0}
 * @param why it ended so; for people
 */
public record Happened(Instant when, String what, Outcome outcome, String why) {

    /** How it ended. */
    public enum Outcome {
        /** It runs, and is what starts next time. */
        DONE,
        /** It runs until the next start. */
        TRIED,
        /** Nothing was touched. */
        REFUSED,
        /** What was touched is as it was. */
        ROLLED_BACK,
        /** What was touched could not be put back; {@code why} says what to do. */
        BROKEN
    }
}
