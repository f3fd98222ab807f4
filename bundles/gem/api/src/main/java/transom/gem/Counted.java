package transom.gem;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Something that lives until its producer has dropped it and nobody holds a lock. <b>Thread:</b> any. */
abstract class Counted {

    private final AtomicInteger holders = new AtomicInteger(1);
    private volatile boolean dropped;
    private List<Runnable> whenFreed = List.of();

    /**
     * Keeps the memory until {@link #unlock}.
     *
     * @return false if it has gone already; then there is nothing to unlock
     */
    public final boolean lock() {
        int n;
        do {
            n = holders.get();
            if (n == 0) {
                return false;
            }
        } while (!holders.compareAndSet(n, n + 1));
        return true;
    }

    /** Gives one {@link #lock} back. */
    public final void unlock() {
        int left = holders.decrementAndGet();
        if (left == 0) {
            freed();
        } else if (left < 0) {
            throw new IllegalStateException("unlock without lock");
        }
    }

    private void freed() {
        List<Runnable> told;
        synchronized (this) {
            told = whenFreed;
            whenFreed = List.of();
        }
        try {
            told.forEach(Runnable::run);
        } finally {
            free();
        }
    }

    /** The producer is done with it; a second call does nothing. */
    public final void drop() {
        boolean first;
        synchronized (this) {
            first = !dropped;
            dropped = true;
        }
        if (first) {
            unlock();
        }
    }

    /** Whether the producer is done with it: whoever caches something made of it lets go of that. */
    public final boolean isDropped() {
        return dropped;
    }

    /** Who holds it now: the producer until it drops it, and each lock. */
    public final int holders() {
        return holders.get();
    }

    /**
     * Runs {@code listener} once, before the memory is given back, on the thread that let go last: hand over and return.
     * Only for who holds a lock, or the producer.
     */
    public final synchronized void whenFreed(Runnable listener) {
        List<Runnable> more = new ArrayList<>(whenFreed);
        more.add(listener);
        whenFreed = more;
    }

    /** Takes a listener back, so that who leaves is not kept in memory by what stays; it may be running just now. */
    public final synchronized void forgetWhenFreed(Runnable listener) {
        List<Runnable> fewer = new ArrayList<>(whenFreed);
        fewer.removeIf(each -> each == listener);
        whenFreed = fewer;
    }

    /** Gives the memory back. Runs once, on the thread that let go last. */
    protected abstract void free();
}
