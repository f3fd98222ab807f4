package transom.linux;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;

/**
 * One thread that waits for fds, posted tasks and timers, and calls whoever asked for them: what is touched only by
 * handlers of one loop needs no lock.
 *
 * <p>{@link #start} gives it a thread; without one, whoever calls {@link #turn} is the loop, one thread at a time, which
 * is how tests step it. A handler that throws is logged with the loop's role, once until it ends well again, and costs
 * nobody else a turn; one that throws {@value #MAX_FAILURES} times running is tried once a second, so that it cannot spin.
 *
 * <p>Remove an fd before closing it: epoll watches the open file, which lives on where somebody has a duplicate.
 *
 * <p><b>Owner:</b> whoever made it closes it. <b>Thread:</b> as each method says.
 */
public final class EventLoop implements AutoCloseable {

    /** Exceptions in a row that a handler may throw before it is slowed down. */
    public static final int MAX_FAILURES = 16;

    /** Posted tasks and timers of one turn: a task that posts itself again does not keep fds waiting. */
    private static final int QUOTA = 256;

    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);
    private static final Logger LOG = System.getLogger(EventLoop.class.getName());

    final TimerHeap timers = new TimerHeap();
    private final String role;
    private final BiConsumer<String, Throwable> problems;
    private final Inbox inbox = new Inbox();
    private final Watches watches;
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Thread thread;

    /**
     * One that logs problems by {@link System.Logger}.
     *
     * @param role what it is for, e.g. {@code xen}: its thread's name and the first word of its log lines
     */
    public EventLoop(String role) {
        this(role, (problem, cause) -> LOG.log(Level.ERROR, problem, cause));
    }

    /**
     * One that says problems to its owner's log.
     *
     * @param problems gets a line that begins with the role, and an exception or null; on any thread
     */
    public EventLoop(String role, BiConsumer<String, Throwable> problems) {
        this.role = role;
        this.problems = problems;
        this.watches = new Watches(this, inbox);
    }

    public String role() {
        return role;
    }

    /** Gives it a daemon thread named after its role. <b>Thread:</b> any, once. */
    public synchronized void start() {
        if (thread != null || closed.get()) {
            throw new IllegalStateException("the " + role + " loop was started or closed before");
        }
        Thread started = new Thread(null, this::run, role, 0, false);
        started.setDaemon(true);
        thread = started;
        started.start();
    }

    private void run() {
        try {
            while (!closed.get()) {
                turn(-1);
            }
        } catch (RuntimeException | Error e) {
            problem("the loop ends", e);
        } finally {
            closed.set(true);
            release();
        }
    }

    /** Whether the caller may touch what belongs to the loop: it is its thread, or the loop has none. */
    public boolean inLoop() {
        Thread current = thread;
        return current == null || current == Thread.currentThread();
    }

    private void requireLoop() {
        if (!inLoop()) {
            throw new IllegalStateException("this belongs to the " + role + " loop: post it there, do not call it from "
                    + Thread.currentThread().getName());
        }
    }

    /** Whether there is something to touch: false if the loop has ended, an exception if it is another thread's. */
    boolean mayTouch() {
        if (!inLoop() && closed.get()) {
            return false;
        }
        requireLoop();
        return true;
    }

    /**
     * Waits once, and calls the handlers of what came, posted tasks and timers that are due. Allocates nothing.
     *
     * @param timeoutMillis how long it waits if there is nothing to do; 0 does not wait, -1 waits for ever
     * @return the number of calls made
     */
    public int turn(int timeoutMillis) {
        requireLoop();
        return watches.turn(patience(timeoutMillis)) + runPosted() + runTimers();
    }

    private int patience(int timeoutMillis) {
        if (!inbox.isEmpty()) {
            return 0;
        }
        Timer first = timers.first();
        if (first == null) {
            return timeoutMillis;
        }
        long nanos = Math.max(0, first.deadlineNanos - System.nanoTime());
        int due = (int) Math.min(Integer.MAX_VALUE, (nanos + 999_999) / 1_000_000);
        return timeoutMillis < 0 ? due : Math.min(due, timeoutMillis);
    }

    private int runPosted() {
        int calls = 0;
        Runnable task;
        while (calls < QUOTA && !closed.get() && (task = inbox.poll()) != null) {
            run(task, false);
            calls++;
        }
        return calls;
    }

    private int runTimers() {
        int calls = 0;
        long now = timers.first() == null ? 0 : System.nanoTime();
        Timer first;
        while (calls < QUOTA && !closed.get() && (first = timers.first()) != null && first.deadlineNanos - now <= 0) {
            timers.remove(first);
            run(first.task, false);
            calls++;
        }
        return calls;
    }

    void problem(String what, Throwable cause) {
        problems.accept(role + ": " + what, cause);
    }

    /**
     * Whether the task ended well.
     *
     * @param quiet its failure is known and not logged again
     */
    boolean run(Runnable task, boolean quiet) {
        try {
            task.run();
            return true;
        } catch (RuntimeException | Error e) {
            if (!quiet) {
                problem("a task failed", e);
            }
            return false;
        }
    }

    /**
     * Calls {@code onReadable} while the fd is readable, hung up or in error. The fd stays its owner's.
     *
     * <p><b>Thread:</b> the loop's.
     */
    public void add(int fd, Runnable onReadable) {
        add(fd, onReadable, null);
    }

    /**
     * Like {@link #add(int, Runnable)}, and calls {@code onWritable} while the fd is writable, from when
     * {@link #interest} asks for that. Either may be null.
     *
     * <p><b>Thread:</b> the loop's.
     */
    public void add(int fd, Runnable onReadable, Runnable onWritable) {
        requireLoop();
        if (closed.get()) {
            throw new IllegalStateException("the " + role + " loop is closed");
        }
        watches.add(fd, onReadable, onWritable);
    }

    /** Chooses what an fd's handlers are called for. <b>Thread:</b> the loop's. */
    public void interest(int fd, boolean readable, boolean writable) {
        requireLoop();
        watches.interest(fd, readable, writable);
    }

    /**
     * Calls the fd's handlers no more, not even for events that came in the same batch. Does nothing if it is not in
     * the loop. <b>Thread:</b> the loop's, or any after {@link #close}.
     */
    public void remove(int fd) {
        if (mayTouch()) {
            watches.remove(fd);
        }
    }

    /** Runs the task on the loop, after those posted before; never if the loop is closed. <b>Thread:</b> any. */
    public void post(Runnable task) {
        inbox.add(task, thread == Thread.currentThread());
    }

    /** Runs the task on the loop, so many milliseconds from now. <b>Thread:</b> any. */
    public void schedule(Runnable task, long delayMillis) {
        long deadline = System.nanoTime() + Math.max(0, delayMillis) * 1_000_000L;
        Timer timer = timer(task);
        if (inLoop()) {
            timers.set(timer, deadline);
        } else {
            post(() -> timers.set(timer, deadline));
        }
    }

    /** A timer that may be set many times; it is not set now. <b>Thread:</b> any. */
    public Timer timer(Runnable task) {
        return new Timer(this, task);
    }

    /**
     * Runs the task on the loop and waits for what it returns; on the loop itself, runs it at once. <b>Thread:</b> any.
     *
     * @throws LoopTimeoutException if it has not ended within the limit; if it has not begun, it never will
     * @throws CompletionException around a checked exception of the task; others come as they are
     * @throws IllegalStateException if the loop is closed, or the waiting thread interrupted
     */
    public <T> T call(Callable<T> task, Duration limit) {
        FutureTask<T> future = new FutureTask<>(task);
        if (closed.get()) {
            throw new IllegalStateException("the " + role + " loop is closed");
        } else if (inLoop()) {
            future.run();
        } else {
            post(future);
        }
        return Calls.await(future, role, limit);
    }

    /**
     * Stops it and waits for its thread, unless that is the caller. Tasks and timers that have not run are dropped; fds
     * stay their owners'. A second call does nothing. <b>Thread:</b> any.
     */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            if (!closed.compareAndSet(false, true)) {
                return;
            }
            running = thread;
        }
        if (running == null) {
            release();
        } else if (running != Thread.currentThread()) {
            inbox.wake();
            join(running);
        }
    }

    private void join(Thread running) {
        try {
            running.join(JOIN_LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (running.isAlive()) {
            problem("the loop is still busy and ends when it is done", null);
        }
    }

    private void release() {
        inbox.close();
        watches.close();
    }
}
