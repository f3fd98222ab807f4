package transom.linux;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One thread that waits for fds, posted tasks and timers, and calls whoever asked for them: what is touched only by
 * handlers of one loop needs no lock.
 *
 * <p>{@link #start} gives it a thread; without one, whoever calls {@link #turn} is the loop, one thread at a time, which
 * is how tests step it. A handler that throws is logged with the loop's role and costs nobody else a turn; a handler
 * that throws {@value #MAX_FAILURES} times running loses its fd, so that it cannot spin.
 *
 * <p>Remove an fd before closing it: epoll watches the open file, which lives on where somebody has a duplicate.
 *
 * <p><b>Owner:</b> whoever made it closes it. <b>Thread:</b> as each method says.
 */
public final class EventLoop implements AutoCloseable {

    /** Exceptions in a row that a handler may throw. */
    public static final int MAX_FAILURES = 16;

    /** Posted tasks and timers of one turn: a task that posts itself again does not keep fds waiting. */
    private static final int QUOTA = 256;

    private static final Duration JOIN_LIMIT = Duration.ofSeconds(10);
    private static final Logger LOG = System.getLogger(EventLoop.class.getName());

    final TimerHeap timers = new TimerHeap();
    private final String role;
    private final Epoll epoll = new Epoll();
    private final EventFd wake = EventFd.create();
    private final Sources sources = new Sources();
    private final Queue<Runnable> posted = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean woken = new AtomicBoolean();
    private final AtomicBoolean closed = new AtomicBoolean();
    private volatile Thread thread;

    /** @param role what it is for, e.g. {@code xen}: its thread's name and the first word of its log lines */
    public EventLoop(String role) {
        this.role = role;
        epoll.add(wake.fd(), Epoll.EPOLLIN, -1);
    }

    public String role() {
        return role;
    }

    /** Gives it a daemon thread named after its role. <b>Thread:</b> any, once. */
    public synchronized void start() {
        if (thread != null || closed.get()) {
            throw new IllegalStateException("the " + role + " loop was started or closed before");
        }
        Thread started = new Thread(this::run, role);
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
            LOG.log(Level.ERROR, role + ": the loop ends", e);
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

    void requireLoop() {
        if (!inLoop()) {
            throw new IllegalStateException("this belongs to the " + role + " loop: post it there, do not call it from "
                    + Thread.currentThread().getName());
        }
    }

    /**
     * Waits once, and calls the handlers of what came, posted tasks and timers that are due. Allocates nothing.
     *
     * @param timeoutMillis how long it waits if there is nothing to do; 0 does not wait, -1 waits for ever
     * @return the number of calls made
     */
    public int turn(int timeoutMillis) {
        requireLoop();
        int events = epoll.await(patience(timeoutMillis));
        int calls = 0;
        for (int i = 0; i < events; i++) {
            calls += dispatch(epoll.data(i), epoll.events(i));
        }
        return calls + runPosted() + runTimers();
    }

    private int patience(int timeoutMillis) {
        if (!posted.isEmpty()) {
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

    private int dispatch(long data, int events) {
        if (data == -1) {
            wake.drain();
            woken.set(false);
            return 0;
        }
        int calls = 0;
        Sources.Source source = sources.of(data);
        if (source != null && source.onReadable != null && (events & ~Epoll.EPOLLOUT) != 0) {
            calls += call(source, source.onReadable);
            source = sources.of(data);
        }
        if (source != null && source.onWritable != null && (events & ~Epoll.EPOLLIN & mask(source)) != 0) {
            calls += call(source, source.onWritable);
        }
        return calls;
    }

    /** Hang-up and error reach the writer only where there is no reader to see them. */
    private static int mask(Sources.Source source) {
        return source.onReadable == null ? -1 : Epoll.EPOLLOUT & source.interest;
    }

    private int call(Sources.Source source, Runnable handler) {
        if (run(handler)) {
            source.failures = 0;
        } else if (++source.failures == MAX_FAILURES && sources.find(source.fd) == source) {
            LOG.log(
                    Level.ERROR,
                    "{0}: no more events of fd {1}: its handler failed {2} times running",
                    role,
                    source.fd,
                    MAX_FAILURES);
            remove(source.fd);
        }
        return 1;
    }

    private int runPosted() {
        int calls = 0;
        Runnable task;
        while (calls < QUOTA && (task = posted.poll()) != null) {
            run(task);
            calls++;
        }
        return calls;
    }

    private int runTimers() {
        int calls = 0;
        long now = timers.first() == null ? 0 : System.nanoTime();
        for (Timer first;
                calls < QUOTA && (first = timers.first()) != null && first.deadlineNanos - now <= 0;
                calls++) {
            timers.remove(first);
            run(first.task);
        }
        return calls;
    }

    private boolean run(Runnable task) {
        try {
            task.run();
            return true;
        } catch (RuntimeException | Error e) {
            LOG.log(Level.ERROR, role + ": a task failed", e);
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
        Sources.Source source = sources.add(fd, onReadable, onWritable);
        try {
            epoll.add(fd, source.interest, source.data());
        } catch (RuntimeException e) {
            sources.remove(source);
            throw e;
        }
    }

    /** Chooses what an fd's handlers are called for. <b>Thread:</b> the loop's. */
    public void interest(int fd, boolean readable, boolean writable) {
        requireLoop();
        Sources.Source source = sources.find(fd);
        if (source == null) {
            throw new IllegalStateException("fd " + fd + " is not in the " + role + " loop");
        }
        int interest = (readable ? Epoll.EPOLLIN : 0) | (writable ? Epoll.EPOLLOUT : 0);
        if (interest != source.interest) {
            epoll.modify(fd, interest, source.data());
            source.interest = interest;
        }
    }

    /**
     * Calls the fd's handlers no more, not even for events that came in the same batch. Does nothing if it is not in
     * the loop. <b>Thread:</b> the loop's.
     *
     * @throws ErrnoException if the fd was closed before
     */
    public void remove(int fd) {
        requireLoop();
        Sources.Source source = sources.find(fd);
        if (source != null) {
            sources.remove(source);
            if (!closed.get()) {
                epoll.remove(fd);
            }
        }
    }

    /** Runs the task on the loop, after those posted before; never if the loop is closed. <b>Thread:</b> any. */
    public void post(Runnable task) {
        if (closed.get()) {
            return;
        }
        posted.add(task);
        if (thread != Thread.currentThread() && woken.compareAndSet(false, true)) {
            wake.signal();
        }
        if (closed.get() && posted.remove(task)) {
            cancel(task);
        }
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
        try {
            return future.get(limit.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            future.cancel(false);
            throw new LoopTimeoutException(role, limit);
        } catch (CancellationException e) {
            throw new IllegalStateException("the " + role + " loop was closed meanwhile", e);
        } catch (InterruptedException e) {
            future.cancel(false);
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the " + role + " loop", e);
        } catch (ExecutionException e) {
            throw unwrapped(e.getCause());
        }
    }

    private static RuntimeException unwrapped(Throwable cause) {
        if (cause instanceof Error error) {
            throw error;
        }
        return cause instanceof RuntimeException e ? e : new CompletionException(cause);
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
            wake.signal();
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
            LOG.log(Level.ERROR, "{0}: the loop is still busy and ends when it is done", role);
        }
    }

    private void release() {
        for (Runnable task; (task = posted.poll()) != null; ) {
            cancel(task);
        }
        wake.close();
        epoll.close();
    }

    private static void cancel(Runnable task) {
        if (task instanceof FutureTask<?> future) {
            future.cancel(false);
        }
    }
}
