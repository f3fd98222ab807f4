package transom.present.support;

import java.util.concurrent.TimeUnit;

/** Lets one thread sleep until there is something to do. Does not allocate. */
public final class Waiter {

    private boolean woken;
    private boolean closed;

    /** <b>Thread:</b> any. */
    public synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Ends {@link #await} for good. */
    public synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for {@link #wake}, or shorter for no reason. @return false if closed */
    public boolean await() {
        return await(Long.MAX_VALUE);
    }

    /** Waits for {@link #wake}, at most that long, or shorter for no reason. @return false if closed */
    public synchronized boolean await(long nanos) {
        try {
            if (!woken && !closed) {
                TimeUnit.NANOSECONDS.timedWait(this, nanos);
            }
        } catch (InterruptedException e) {
            closed = true;
        }
        woken = false;
        return !closed;
    }
}
