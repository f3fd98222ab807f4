package transom.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Replaces bundles while guests draw. What is wrong with an update is found before anything is touched; each step is
 * followed by a look at guests and presenters, and what does not do well in time is rolled back.
 *
 * <p>One at a time: while one is under way, another call is an {@link IllegalStateException}. Nobody who calls need live on:
 * the work is done on a thread of its own.
 *
 * <p><b>Thread:</b> any; the calls wait until it is done. {@code progress} is called on the thread that waits.
 */
@ProviderType
public interface Updates {

    /**
     * Installs what a feature's file, or a single bundle, brings.
     *
     * @param file that ends in {@code .json} or {@code .jar}
     * @param kept whether it is also what starts next time
     */
    Outcome update(Path file, boolean kept, Duration limit, Consumer<String> progress);

    /** Goes back to what ran before the last update that was kept. */
    Outcome rollback(Duration limit, Consumer<String> progress);

    /**
     * Replaces a bundle by its own jar: another class loader, the same code. For measuring.
     *
     * @param name {@code gem}, {@code xen}, {@code guest-fb}, {@code present}, {@code keep}, or a symbolic name
     */
    Outcome swap(String name, Duration limit, Consumer<String> progress);

    /** What came of the one under way, once it has ended, or of the last one; empty if there was none. */
    Optional<Outcome> last();

    /** How long a step may take until guests and presenters do well again, unless a call says otherwise. */
    Duration limit();

    /** What happened here, the oldest first. */
    List<Line> history();

    /** How it ended. */
    enum End {
        /** It runs. */
        DONE,
        /** Nothing was touched. */
        REFUSED,
        /** What was touched is as it was. */
        ROLLED_BACK,
        /** What was touched could not be put back; the message says what to do. */
        BROKEN
    }

    /**
     * How it ended, and what that cost.
     *
     * @param message for people: what happened, why, what to do
     * @param gaps what displays saw, empty if nothing was touched
     */
    record Outcome(End end, String message, List<Gap> gaps) {}

    /**
     * What one display saw of it.
     *
     * @param by {@code guest} for what it was served, else the presenter that showed it
     * @param frames in the time before, from which the period comes
     * @param periodMicros between two frames, the median of the time before
     * @param beforeMicros the longest time between two frames before
     * @param gapMicros the longest time between two frames, one of which was not before
     * @param missed frames that the guest would have had in that time: {@code gap / period - 1}, rounded
     */
    record Gap(
            String display, String by, int frames, long periodMicros, long beforeMicros, long gapMicros, long missed) {}

    /** A line of the history. */
    record Line(Instant when, String what, String outcome, String why) {}
}
