package transom.keep;

import java.time.Instant;

/**
 * Something held.
 *
 * @param bytes the size of a record, -1 for an fd
 */
public record KeptEntry(String name, Kind kind, long bytes, Instant since) {

    /** What is held. */
    public enum Kind {
        RECORD,
        FD
    }
}
