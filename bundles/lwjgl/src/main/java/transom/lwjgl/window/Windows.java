package transom.lwjgl.window;

import java.util.ArrayList;
import java.util.List;

/**
 * A presenter's access to the windows of this process. The first to open it connects to the X server and starts the thread of
 * the windows; when the last one has closed it and no window is left, both end.
 *
 * <p><b>Owner:</b> who opened it closes it. <b>Thread:</b> any, not the windows'.
 */
public final class Windows implements AutoCloseable {

    private final WindowThread thread;
    private final List<WindowLease> leases = new ArrayList<>();
    private volatile Runnable lost;

    Windows(WindowThread thread, Runnable lost) {
        this.thread = thread;
        this.lost = lost;
    }

    /**
     * Joins, and waits until there can be windows.
     *
     * @param lost called when the X server has gone, on the windows' thread: wake somebody, who looks at {@link #isLost}
     * @throws WindowsUnavailableException if there can be none; the message says what to do
     */
    public static Windows open(Runnable lost) throws WindowsUnavailableException {
        return Membership.join(lost);
    }

    /** Closes the windows that nobody leases, without waiting for the end of their grace. */
    public static void closeUnleased() {
        Membership.closeUnleased();
    }

    /** EGLDisplay that all windows are on. */
    public long display() {
        return thread.egl().handle();
    }

    /** EGLConfig that contexts and pbuffers are to be made with, because all windows' surfaces are. */
    public long config() {
        return thread.egl().config();
    }

    /** The version of OpenGL ES that the configuration is for, 3 or 2. */
    public int version() {
        return thread.egl().version();
    }

    /** Whether the X server has gone, and all windows with it. Does not allocate. */
    public boolean isLost() {
        return thread.isLost();
    }

    void tellLost() {
        lost.run();
    }

    /**
     * A lease on the window of a thing; it is held at once if nobody else has one.
     *
     * @param key names the thing, the same in every version of a presenter
     * @return <b>Owner:</b> the caller
     */
    public WindowLease lease(String key, WindowListener listener) {
        WindowLease lease = thread.lease(key, listener);
        synchronized (this) {
            leases.removeIf(WindowLease::isClosed);
            leases.add(lease);
        }
        return lease;
    }

    /**
     * Leaves: leases that are left are closed. All contexts and pbuffers on the display have been destroyed. If this was the
     * last one and no window stays, the X server's connection has gone when it returns.
     */
    @Override
    public void close() {
        lost = () -> {};
        closeLeases(0);
        Membership.leave(thread, this);
    }

    /**
     * As {@link #close}, for a presenter whose thread hangs somewhere with a window's surface: others get their windows on a new
     * one, and the display stays open for good, because the thread may go on.
     *
     * @param graceMillis as for {@link WindowLease#close(long)}
     */
    public void abandon(long graceMillis) {
        lost = () -> {};
        closeLeases(graceMillis);
    }

    private void closeLeases(long graceMillis) {
        List<WindowLease> left;
        synchronized (this) {
            left = List.copyOf(leases);
            leases.clear();
        }
        left.forEach(lease -> lease.abandon(graceMillis));
    }
}
