package transom.runtime.internal.step;

import java.time.Duration;

/**
 * Until when something may take.
 *
 * @param nanos of {@link System#nanoTime}
 */
public record Deadline(long nanos) {

    public static Deadline in(Duration limit) {
        return new Deadline(System.nanoTime() + limit.toNanos());
    }

    /** In nanoseconds, 0 when it has passed. */
    public long left() {
        return Math.max(0, nanos - System.nanoTime());
    }
}
