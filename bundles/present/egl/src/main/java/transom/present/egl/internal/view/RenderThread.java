package transom.present.egl.internal.view;

import static org.lwjgl.glfw.GLFW.glfwWaitEventsTimeout;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.present.egl.internal.window.Desktop;
import transom.present.egl.internal.window.Glfw;
import transom.present.egl.internal.window.PresenterUnavailableException;
import transom.present.egl.internal.window.Probe;
import transom.present.egl.internal.window.XErrors;
import transom.present.support.Tasks;

/**
 * The one thread that GLFW, all windows and all of GL live on. It sleeps until the X server or {@link Desk#wake} has
 * something for it.
 */
final class RenderThread {

    private static final Logger LOG = LoggerFactory.getLogger(RenderThread.class);

    /** Only a safety net: everything that is due wakes the thread. */
    private static final double WAIT_SECONDS = 5;

    private static final long LIMIT_SECONDS = 10;

    /** Loading natives, GL and the first context: a second on real hardware, half a minute on an emulated processor. */
    private static final long START_LIMIT_SECONDS = 120;

    private final Tasks tasks = new Tasks(this::wake);
    private final CompletableFuture<Probe> started = new CompletableFuture<>();
    private final Settings settings;
    private final WindowPresenter.Listener listener;
    private final Thread thread;
    private volatile Desk desk;
    private volatile boolean stopping;

    RenderThread(Settings settings, WindowPresenter.Listener listener) {
        this.settings = settings;
        this.listener = listener;
        this.thread = new Thread(this::run, "transom-render");
        this.thread.setDaemon(true);
    }

    /** Starts it and waits until there can be windows. */
    Probe start() throws PresenterUnavailableException {
        thread.start();
        try {
            return started.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof PresenterUnavailableException missing) {
                throw missing;
            }
            throw new IllegalStateException("render thread: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            stop();
            throw new PresenterUnavailableException("the X server did not answer in " + START_LIMIT_SECONDS + " s", e);
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
        try (XErrors errors = new XErrors()) {
            work(errors);
        }
        listener.ended();
    }

    private void work(XErrors errors) {
        try {
            Probe probe = Probe.read();
            desk = new Desk(new Surroundings(new Desktop(), probe), settings, listener);
            started.complete(probe);
            loop(errors);
        } catch (PresenterUnavailableException e) {
            started.completeExceptionally(e);
        } catch (RuntimeException | Error e) {
            LOG.error("the render thread ends: {}", e.toString(), e);
            started.completeExceptionally(e);
        } finally {
            tasks.close();
            if (desk != null) {
                desk.close();
            }
            Glfw.stop();
        }
    }

    private void loop(XErrors errors) {
        while (!stopping) {
            tasks.run();
            desk.turn();
            if (!stopping) {
                glfwWaitEventsTimeout(WAIT_SECONDS);
            }
            if (errors.isLost()) {
                LOG.error("the X server has gone, and all windows with it: guests run on without them");
                return;
            }
        }
    }

    private void wake() {
        Desk there = desk;
        if (there != null) {
            there.wake();
        }
    }

    Desk desk() {
        return desk;
    }

    /** What other threads want done here. */
    Tasks tasks() {
        return tasks;
    }

    /** Closes all windows and waits until they are gone. */
    void stop() {
        stopping = true;
        wake();
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
