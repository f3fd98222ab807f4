package transom.keep;

import java.time.Instant;
import java.util.Comparator;

/**
 * Something held.
 *
 * @param bytes the size of a record; -1 for an fd, and for a record that another version wrote and this one cannot read
 * @param since when it was first put, also by an earlier process; of an fd without a record of its name, that of the nearest
 *     record above it ({@code a/b} of {@code a/b/c}), and without one, when this process came to hold it
 */
public record KeptEntry(String name, Kind kind, long bytes, Instant since) {

    /** In the order of names, a record before an fd. */
    public static final Comparator<KeptEntry> BY_NAME =
            Comparator.comparing(KeptEntry::name).thenComparing(KeptEntry::kind);

    /** What is held. */
    public enum Kind {
        RECORD,
        FD
    }
}
