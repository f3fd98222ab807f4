package transom.present.egl.internal.view;

import static org.lwjgl.egl.EGL12.eglReleaseThread;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.lwjgl.window.Windows;
import transom.lwjgl.window.WindowsUnavailableException;
import transom.present.egl.internal.window.Probe;
import transom.present.support.Tasks;
import transom.present.support.Waiter;

/**
 * The one thread that all of this presenter's GL lives on. It sleeps until a guest, a window or another thread has something
 * for it. Another presenter has one of its own: neither waits for the other's shaders.
 */
final class RenderThread {

    private static final Logger LOG = LoggerFactory.getLogger(RenderThread.class);

    private static final long LIMIT_SECONDS = 10;

    /** Loading natives, GL and the first context: a second on real hardware, half a minute on an emulated processor. */
    private static final long START_LIMIT_SECONDS = 120;

    private final Waiter waiter = new Waiter();
    private final Tasks tasks = new Tasks(waiter::wake);
    private final CompletableFuture<Probe> started = new CompletableFuture<>();
    private final Settings settings;
    private final WindowPresenter.Listener listener;
    private final Thread thread;
    private volatile Windows windows;
    private volatile Desk desk;

    RenderThread(Settings settings, WindowPresenter.Listener listener) {
        this.settings = settings;
        this.listener = listener;
        this.thread = new Thread(null, this::run, "transom-render", 0, false);
        this.thread.setDaemon(true);
    }

    /** Starts it and waits until there can be windows. */
    Probe start() throws WindowsUnavailableException {
        thread.start();
        try {
            return started.get(START_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof WindowsUnavailableException missing) {
                throw missing;
            }
            throw new IllegalStateException("render thread: " + e.getCause(), e.getCause());
        } catch (TimeoutException e) {
            stop();
            throw new WindowsUnavailableException("the X server did not answer in " + START_LIMIT_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while the render thread starts", e);
        }
    }

    private void run() {
        try (Windows opened = Windows.open(waiter::wake)) {
            windows = opened;
            work(opened);
        } catch (WindowsUnavailableException | RuntimeException | Error e) {
            started.completeExceptionally(e);
            return;
        }
        listener.ended();
    }

    private void work(Windows opened) throws WindowsUnavailableException {
        try {
            Probe probe = Probe.read(opened);
            desk = new Desk(new Surroundings(opened, probe), settings, waiter::wake, listener);
            started.complete(probe);
            long nanos = Long.MAX_VALUE;
            while (waiter.await(nanos) && !opened.isLost()) {
                tasks.run();
                nanos = desk.turn();
            }
        } catch (RuntimeException | Error e) {
            LOG.error("the render thread ends: {}", e.toString(), e);
            started.completeExceptionally(e);
        } finally {
            tasks.close();
            if (desk != null) {
                desk.close();
            }
            eglReleaseThread();
        }
    }

    Desk desk() {
        return desk;
    }

    /** What other threads want done here. */
    Tasks tasks() {
        return tasks;
    }

    /** Leaves all windows and waits until that is done. */
    void stop() {
        waiter.close();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (thread.isAlive()) {
            LOG.error("the render thread did not stop in {} s: its windows are left to others", LIMIT_SECONDS);
            Windows there = windows;
            if (there != null) {
                there.abandon(settings.graceMillis());
            }
        }
    }
}
