package transom.linux;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Tasks that any thread leaves for a loop, and the eventfd that wakes it: one signal however many tasks wait.
 *
 * <p><b>Thread:</b> any for {@link #add}; the rest on the loop.
 */
final class Inbox implements AutoCloseable {

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final EventFd wake = EventFd.create();
    private final AtomicBoolean woken = new AtomicBoolean();
    private volatile boolean closed;

    /** Lends the fd that is readable when the loop is to look here. */
    int fd() {
        return wake.fd();
    }

    /** Leaves a task, or drops it if this is closed. */
    void add(Runnable task, boolean fromLoop) {
        tasks.add(task);
        if (closed) {
            drop();
        } else if (!fromLoop) {
            wake();
        }
    }

    void wake() {
        if (woken.compareAndSet(false, true)) {
            wake.signal();
        }
    }

    /** Comes before {@link #poll}, so that a task left in between wakes the loop once more. */
    void acknowledge() {
        wake.drain();
        woken.set(false);
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    /** The oldest task, or null. */
    Runnable poll() {
        return tasks.poll();
    }

    private void drop() {
        for (Runnable task; (task = tasks.poll()) != null; ) {
            if (task instanceof FutureTask<?> future) {
                future.cancel(false);
            }
        }
    }

    /** Drops what has not run, and tells those who wait for it. */
    @Override
    public void close() {
        closed = true;
        drop();
        wake.close();
    }
}
