package transom.lwjgl.window;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What presenters want done on the windows' thread. Once that has ended nothing is done, and nobody waits. */
final class WindowTasks {

    /** A window manager may think for a while about a new window; an emulated processor, too. */
    private static final long LIMIT_SECONDS = 30;

    private final Queue<FutureTask<Void>> tasks = new ArrayDeque<>();
    private final Runnable wake;
    private Thread thread;
    private boolean closed;

    /** @param wake makes the windows' thread look */
    WindowTasks(Runnable wake) {
        this.wake = wake;
    }

    /** Runs a task soon, at once on the thread itself. <b>Thread:</b> any. */
    FutureTask<Void> post(Runnable task) {
        FutureTask<Void> future = new FutureTask<>(task, null);
        if (Thread.currentThread() == thread()) {
            future.run();
            return future;
        }
        synchronized (this) {
            if (closed) {
                return null;
            }
            tasks.add(future);
        }
        wake.run();
        return future;
    }

    private synchronized Thread thread() {
        return thread;
    }

    /** Runs a task and waits for its end. <b>Thread:</b> any. */
    void call(Runnable task) {
        FutureTask<Void> future = post(task);
        try {
            if (future != null) {
                future.get(LIMIT_SECONDS, TimeUnit.SECONDS);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the windows' thread did not answer in " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the windows' thread", e);
        }
    }

    /** This thread is the windows'. */
    synchronized void begin() {
        thread = Thread.currentThread();
    }

    /** Runs what there is. <b>Thread:</b> the windows'. */
    void run() {
        for (FutureTask<Void> task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized FutureTask<Void> next() {
        return tasks.poll();
    }

    /** The thread ends: nobody is left whose tasks there could be. */
    void close() {
        synchronized (this) {
            closed = true;
        }
        run();
    }
}
