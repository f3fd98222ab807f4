package transom.launcher.demo;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import transom.features.UserError;

/** Waiting for other processes: looks again and again, until a limit. */
final class Patience {

    /** Between two looks; also how exact "time to first frame" is. */
    static final Duration STEP = Duration.ofMillis(10);

    private Patience() {}

    /** The first non-null answer; an error that names what did not happen after the limit. */
    static <T> T await(String what, Duration limit, Callable<T> look) throws Exception {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T found = look.call();
            if (found != null) {
                return found;
            }
            if (System.nanoTime() - end > 0) {
                throw new UserError("waited " + limit.toSeconds() + " s for " + what);
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
    }

    static void pause(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }
}
