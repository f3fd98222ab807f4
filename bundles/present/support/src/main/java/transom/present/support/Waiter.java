package transom.present.support;

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

    /** Waits for {@link #wake}. @return false if closed */
    public synchronized boolean await() {
        while (!woken && !closed) {
            try {
                wait();
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        woken = false;
        return !closed;
    }
}
