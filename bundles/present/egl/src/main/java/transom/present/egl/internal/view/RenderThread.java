package transom.present.egl.internal.view;

import static org.lwjgl.glfw.GLFW.glfwWaitEventsTimeout;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.present.egl.internal.window.Desktop;
import transom.present.egl.internal.window.Glfw;
import transom.present.egl.internal.window.PresenterUnavailableException;
import transom.present.egl.internal.window.Probe;

/**
 * The one thread that GLFW, all windows and all of GL live on. It sleeps until the X server or {@link Desk#wake} has
 * something for it.
 */
final class RenderThread {

    private static final Logger LOG = LoggerFactory.getLogger(RenderThread.class);

    /** Only a safety net: everything that is due wakes the thread. */
    private static final double WAIT_SECONDS = 5;

    private static final long LIMIT_SECONDS = 10;

    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Probe> started = new CompletableFuture<>();
    private final Settings settings;
    private final Desk.AllClosed allClosed;
    private final Thread thread;
    private volatile Desk desk;
    private volatile boolean stopping;

    RenderThread(Settings settings, Desk.AllClosed allClosed) {
        this.settings = settings;
        this.allClosed = allClosed;
        this.thread = new Thread(this::run, "transom-render");
        this.thread.setDaemon(true);
    }

    /** Starts it and waits until there can be windows. */
    Probe start() throws PresenterUnavailableException {
        thread.start();
        try {
            return started.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PresenterUnavailableException missing) {
                throw missing;
            }
            throw new IllegalStateException("render thread: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            stop();
            throw new PresenterUnavailableException("the X server did not answer in " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the render thread starts", e);
        }
    }

    private void run() {
        try {
            Glfw.start();
        } catch (PresenterUnavailableException | RuntimeException e) {
            started.completeExceptionally(e);
            return;
        }
        try {
            Probe probe = Probe.read();
            desk = new Desk(new Surroundings(new Desktop(), probe), settings, allClosed);
            started.complete(probe);
            loop();
        } catch (PresenterUnavailableException e) {
            started.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            LOG.error("the render thread ends: {}", e.toString(), e);
            started.completeExceptionally(e);
        } finally {
            if (desk != null) {
                desk.close();
            }
            Glfw.stop();
        }
    }

    private void loop() {
        while (!stopping) {
            for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
                task.run();
            }
            desk.turn();
            if (!stopping) {
                glfwWaitEventsTimeout(WAIT_SECONDS);
            }
        }
    }

    Desk desk() {
        return desk;
    }

    /** Runs a task there, soon. <b>Thread:</b> any. */
    void post(Runnable task) {
        tasks.add(task);
        desk.wake();
    }

    /** Runs something there and waits for its result. <b>Thread:</b> any but this one. */
    <T> T call(Function<Desk, T> task) {
        CompletableFuture<T> result = new CompletableFuture<>();
        post(() -> {
            try {
                result.complete(task.apply(desk));
            } catch (RuntimeException e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (TimeoutException e) {
            throw new IllegalStateException("the render thread did not answer in " + LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the render thread", e);
        }
    }

    /** Closes all windows and waits until they are gone. */
    void stop() {
        stopping = true;
        if (desk != null) {
            desk.wake();
        }
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("the render thread did not stop in {} s", LIMIT_SECONDS);
        }
    }
}
