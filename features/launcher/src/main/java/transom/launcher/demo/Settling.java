package transom.launcher.demo;

import java.time.Duration;

/** Notices that a number has stopped changing. */
final class Settling {

    private static final long LONG_ENOUGH = Duration.ofMillis(300).toNanos();

    private long number = Long.MIN_VALUE;
    private long since;

    boolean isSettled(long now) {
        long time = System.nanoTime();
        if (now != number) {
            number = now;
            since = time;
        }
        return time - since >= LONG_ENOUGH;
    }
}
