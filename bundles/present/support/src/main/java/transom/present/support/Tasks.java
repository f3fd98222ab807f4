package transom.present.support;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** What other threads want done on a presenter's own thread. Once it is closed, nothing is accepted and nothing waits. */
public final class Tasks {

    private static final long LIMIT_SECONDS = 10;

    private final Queue<FutureTask<?>> tasks = new ArrayDeque<>();
    private final Runnable wake;
    private boolean closed;

    /** @param wake makes the presenter's thread look */
    public Tasks(Runnable wake) {
        this.wake = wake;
    }

    /** Runs a task soon. <b>Thread:</b> any. */
    public <T> FutureTask<T> post(Callable<T> task) {
        FutureTask<T> future = new FutureTask<>(task);
        synchronized (this) {
            if (closed) {
                future.cancel(false);
                return future;
            }
            tasks.add(future);
        }
        wake.run();
        return future;
    }

    /**
     * Runs a task and waits for its result. <b>Thread:</b> any but the presenter's.
     *
     * @throws CancellationException if the presenter has stopped
     */
    public <T> T call(Callable<T> task) {
        try {
            return post(task).get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the presenter did not answer in " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the presenter", e);
        }
    }

    /** Runs what there is. <b>Thread:</b> the presenter's. */
    public void run() {
        for (FutureTask<?> task = next(); task != null; task = next()) {
            task.run();
        }
    }

    private synchronized FutureTask<?> next() {
        return tasks.poll();
    }

    /** Nothing more: what waits is cancelled. */
    public synchronized void close() {
        closed = true;
        tasks.forEach(task -> task.cancel(false));
        tasks.clear();
    }
}
