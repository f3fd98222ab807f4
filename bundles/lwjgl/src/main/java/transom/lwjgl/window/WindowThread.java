package transom.lwjgl.window;

import static org.lwjgl.glfw.GLFW.glfwPostEmptyEvent;
import static org.lwjgl.glfw.GLFW.glfwWaitEventsTimeout;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one thread that GLFW lives on, with all windows. It sleeps until the X server, a clock or a presenter has something for
 * it, and never waits for a presenter.
 */
final class WindowThread {

    private static final Logger LOG = LoggerFactory.getLogger(WindowThread.class);

    /** Only a safety net: everything that is due wakes the thread. */
    private static final long WAIT_NANOS = 5_000_000_000L;

    private static final double NANOS = 1e9;

    private final CompletableFuture<Void> before;
    private final CompletableFuture<Void> started = new CompletableFuture<>();
    private final CompletableFuture<Void> ended = new CompletableFuture<>();
    private final WindowTasks tasks = new WindowTasks(this::wake);
    private final Set<Windows> members = new HashSet<>();
    private final List<SharedWindow> windows = new ArrayList<>();
    private EglDisplay egl;
    private Desktop desktop;
    private XErrors errors;
    private XSocket socket;
    private boolean open;
    private boolean woken;
    private volatile boolean lost;

    /** @param before completes when GLFW, which is one per process, is free */
    WindowThread(CompletableFuture<Void> before) {
        this.before = before;
    }

    CompletableFuture<Void> started() {
        return started;
    }

    /** Completes when the X server's connection has gone. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** {@link Membership}'s, under its lock. */
    Set<Windows> members() {
        return members;
    }

    /** Once it has started. <b>Thread:</b> any. */
    EglDisplay egl() {
        return egl;
    }

    /** <b>Thread:</b> any. */
    boolean isLost() {
        return lost;
    }

    /** Whether the X server is still there for a picture. <b>Thread:</b> any. Does not allocate. */
    boolean canShow() {
        return !lost && !socket.isHungUp();
    }

    /** Whether it ends as soon as it has no member. <b>Thread:</b> any but the windows'. */
    boolean isIdle() {
        boolean[] none = {true};
        call(() -> none[0] = windows.isEmpty());
        return none[0];
    }

    /** Makes it look at what is due. <b>Thread:</b> any. Does not allocate. */
    synchronized void wake() {
        woken = true;
        notifyAll();
        if (open && !lost) {
            glfwPostEmptyEvent();
        }
    }

    /** Runs a task soon; at once on the thread itself. <b>Thread:</b> any. */
    void post(Runnable task) {
        tasks.post(task);
    }

    /** Runs a task and waits for its end. <b>Thread:</b> any. */
    void call(Runnable task) {
        tasks.call(task);
    }

    /** All of its life. */
    void main() {
        before.join();
        tasks.begin();
        try {
            start();
        } catch (WindowsUnavailableException | RuntimeException | Error e) {
            Membership.failed(this);
            tasks.close();
            ended.complete(null);
            started.completeExceptionally(e);
            return;
        }
        started.complete(null);
        do {
            turn();
        } while (!(windows.isEmpty() && Membership.end(this)));
        end();
        ended.complete(null);
    }

    private void start() throws WindowsUnavailableException {
        Glfw.start();
        errors = new XErrors();
        socket = new XSocket();
        try {
            egl = EglDisplay.open();
        } catch (WindowsUnavailableException | RuntimeException | Error e) {
            Glfw.stop();
            errors.close();
            throw e;
        }
        desktop = new Desktop();
        synchronized (this) {
            open = true;
        }
    }

    private void end() {
        tasks.close();
        synchronized (this) {
            open = false;
        }
        egl.close();
        Glfw.stop();
        errors.close();
    }

    private void turn() {
        try {
            tasks.run();
            long nanos = tick(System.nanoTime());
            if (nanos > 0 && !isOver()) {
                sleep(nanos);
            }
            if (errors.isLost() && !lost) {
                lose("the X server has gone, and all windows with it: guests run on without them", null);
            }
        } catch (RuntimeException | Error e) {
            lose("the windows' thread failed: guests run on without windows", e);
        }
    }

    private boolean isOver() {
        return windows.isEmpty() && Membership.isEmpty(this);
    }

    /** @return nanoseconds for which it may sleep */
    private long tick(long now) {
        long nanos = WAIT_NANOS;
        for (int i = windows.size() - 1; i >= 0; i--) {
            SharedWindow each = windows.get(i);
            if (each.isOver(now) || lost && !each.isLeased()) {
                windows.remove(i);
                each.close();
            } else if (!lost) {
                nanos = Math.min(nanos, each.tick(now));
            }
        }
        return nanos;
    }

    private void sleep(long nanos) {
        if (!lost) {
            glfwWaitEventsTimeout(nanos / NANOS);
            return;
        }
        synchronized (this) {
            try {
                if (!woken) {
                    TimeUnit.NANOSECONDS.timedWait(this, nanos);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            woken = false;
        }
    }

    /** Presenters have objects on the display: they let go first. */
    private void lose(String why, Throwable e) {
        if (!lost) {
            LOG.error(why, e);
        }
        lost = true;
        Membership.tellLost(this);
    }

    WindowLease lease(String key, WindowListener listener) {
        WindowLease[] lease = new WindowLease[1];
        call(() -> {
            SharedWindow window = window(key);
            lease[0] = new WindowLease(this, window, listener);
            window.add(lease[0]);
        });
        return lease[0];
    }

    private SharedWindow window(String key) {
        for (SharedWindow each : windows) {
            if (each.key().equals(key)) {
                return each;
            }
        }
        SharedWindow made = new SharedWindow(key, desktop, egl);
        windows.add(made);
        return made;
    }

    /** Closes the windows that nobody leases. */
    void endGrace() {
        windows.forEach(SharedWindow::endGrace);
        tick(System.nanoTime());
    }
}
