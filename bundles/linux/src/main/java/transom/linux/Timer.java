package transom.linux;

/**
 * A task that an {@link EventLoop} runs once, some time after it was set; it may be set again and again without
 * allocating.
 *
 * <p><b>Thread:</b> the loop's; after that has closed any, and nothing happens.
 */
public final class Timer {

    private final EventLoop loop;
    final Runnable task;
    long deadlineNanos;

    /** Its place in the heap, -1 while it is not set. */
    int place = -1;

    Timer(EventLoop loop, Runnable task) {
        this.loop = loop;
        this.task = task;
    }

    /** Sets it to run in so many milliseconds from now, instead of when it was set to run before. */
    public void set(long delayMillis) {
        setNanos(delayMillis * 1_000_000L);
    }

    /** {@link #set} in nanoseconds; it runs up to a millisecond later. */
    public void setNanos(long delayNanos) {
        if (loop.mayTouch()) {
            loop.timers.set(this, System.nanoTime() + Math.max(0, delayNanos));
        }
    }

    /** Does not run it any more, until it is set again. */
    public void cancel() {
        if (loop.mayTouch()) {
            loop.timers.remove(this);
        }
    }

    /** Whether it will run. */
    public boolean isSet() {
        return place >= 0;
    }
}
