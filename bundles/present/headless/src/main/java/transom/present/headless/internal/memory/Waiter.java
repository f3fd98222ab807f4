package transom.present.headless.internal.memory;

/** Lets one thread sleep until there is something to do. Does not allocate. */
final class Waiter {

    private boolean woken;
    private boolean closed;

    /** <b>Thread:</b> any. */
    synchronized void wake() {
        woken = true;
        notifyAll();
    }

    /** Ends {@link #await} for good. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Waits for {@link #wake}. @return false if closed */
    synchronized boolean await() {
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
