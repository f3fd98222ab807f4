package transom.itests.support;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;

/** Waiting in OSGi, where Awaitility is not at hand. */
public final class Eventually {

    private static final long STEP_NANOS = 5_000_000;

    private Eventually() {}

    /** The first value that is not null, or an AssertionError that names what did not happen. */
    public static <T> T get(String what, Duration limit, Callable<T> look) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            T found = look(what, look);
            if (found != null) {
                return found;
            }
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not within " + limit + ": " + what);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    /** Waits until it is so. */
    public static void isTrue(String what, Duration limit, Callable<Boolean> look) {
        get(what, limit, () -> look.call() ? Boolean.TRUE : null);
    }

    private static <T> T look(String what, Callable<T> look) {
        try {
            return look.call();
        } catch (Exception e) {
            throw new AssertionError(what, e);
        }
    }
}
