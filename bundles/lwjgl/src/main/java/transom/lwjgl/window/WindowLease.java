package transom.lwjgl.window;

import static org.lwjgl.egl.EGL10.EGL_NO_SURFACE;
import static org.lwjgl.egl.EGL10.eglSwapBuffers;

/**
 * A presenter's lease on one window. Several presenters may have one on the same window: one of them {@linkplain #isHeld
 * holds} it and fills its surface, the others wait. Who can show the picture {@linkplain #claim claims}, and then holds it as
 * soon as its holder has let go, which is between two pictures. A holder that shows nothing in time, or fails, gives the
 * window back to one that still has a lease.
 *
 * <p><b>Owner:</b> who took it closes it. <b>Thread:</b> any one of the presenter's, not the windows'.
 */
public final class WindowLease implements AutoCloseable {

    private final WindowThread thread;
    private final SharedWindow window;
    private final Seat seat;
    private volatile WindowListener listener;
    private volatile boolean closed;

    WindowLease(WindowThread thread, SharedWindow window, WindowListener listener) {
        this.thread = thread;
        this.window = window;
        this.listener = listener;
        this.seat = new Seat(() -> {
            thread.wake();
            listener().leaseChanged();
        });
    }

    Seat seat() {
        return seat;
    }

    WindowListener listener() {
        return listener;
    }

    /** Whether the window's surface is this lease's. Does not allocate. */
    public boolean isHeld() {
        return seat.held;
    }

    /** Whether the holder is to {@link #yield} as soon as the picture that it draws is shown. Does not allocate. */
    public boolean isWanted() {
        return seat.wanted;
    }

    /** Whether the person has closed the window; that outlives a presenter. Does not allocate. */
    public boolean isHidden() {
        return window.isHidden();
    }

    /** This presenter has drawn the picture where nobody sees it: it can show it. */
    public void claim() {
        window.seats().claim(seat, System.nanoTime());
    }

    /** The surface is current on none of this presenter's threads; what it shows stays. */
    public void yield() {
        window.seats().yield(seat, System.nanoTime());
    }

    /**
     * The holder cannot show the picture; the surface is current on none of its threads.
     *
     * @return whether another presenter has the window now; if not, this one still holds it
     */
    public boolean fail() {
        return window.seats().fail(seat, System.nanoTime());
    }

    /** The window for a picture of this size: the one that there is, or a new one that shows itself with its first picture. */
    public void open(WindowOptions options, int width, int height) {
        Size guest = new Size(width, height);
        thread.call(() -> {
            if (isHeld() && !isHidden() && !thread.isLost()) {
                window.open(options, guest);
            }
        });
    }

    /** Whether there is a window to draw in. */
    public boolean isOpen() {
        return isHeld() && window.window() != null;
    }

    /** EGLSurface to draw in, EGL_NO_SURFACE if the window is not there or not held. Does not allocate. */
    public long surface() {
        GuestWindow there = window.window();
        return there != null && isHeld() ? there.surface() : EGL_NO_SURFACE;
    }

    /** Of the window's inside; null if there is none. The same object until it changes. */
    public Size size() {
        GuestWindow there = window.window();
        return there == null ? null : there.size();
    }

    /** The picture has this size now: the window follows, unless the person has given it a size. Does not allocate if not. */
    public void follow(int width, int height) {
        GuestWindow there = window.window();
        if (there != null && !there.isFor(width, height)) {
            Size guest = new Size(width, height);
            thread.post(() -> {
                if (window.window() == there) {
                    there.follow(guest);
                }
            });
        }
    }

    /** Shows what was drawn, with the surface current; the first time the window, too. Does not allocate after that. */
    public void swap() {
        GuestWindow there = window.window();
        if (there == null || !isHeld() || !thread.canShow()) {
            return;
        }
        if (!there.isShown()) {
            thread.call(there::show);
        }
        eglSwapBuffers(thread.egl().handle(), there.surface());
        if (!seat.shown) {
            window.seats().shown(seat);
        }
    }

    /** Covers the screen, or goes back to where it was. <b>Thread:</b> any, also the windows'. */
    public void toggleFullscreen() {
        thread.post(() -> {
            GuestWindow there = window.window();
            if (there != null) {
                there.toggleFullscreen();
            }
        });
    }

    /** For people. */
    public String describe() {
        GuestWindow there = window.window();
        return there == null ? "no window" : there.describe();
    }

    /** Nothing is to be seen: the window closes, the lease stays. The surface is current nowhere. */
    public void dismiss() {
        thread.call(window::close);
    }

    /** The person wants it closed, or open again. The surface is current nowhere. */
    public void hide(boolean hidden) {
        thread.call(hidden ? window::hide : window::unhide);
    }

    /** As {@link #close(long)}, and the window closes at once if nobody else has a lease. */
    @Override
    public void close() {
        close(0);
    }

    /**
     * Ends it; the surface is current nowhere. The listener is forgotten.
     *
     * @param graceMillis for which the window stays as it is if nobody else has a lease: who comes in time fills it
     */
    public void close(long graceMillis) {
        leave(graceMillis, false);
    }

    /** As {@link #close(long)}, and the surface may be current somewhere. */
    void abandon(long graceMillis) {
        leave(graceMillis, true);
    }

    private void leave(long graceMillis, boolean takeAway) {
        listener = Nobody.INSTANCE;
        thread.call(() -> {
            if (!closed) {
                closed = true;
                if (takeAway && isHeld() && !thread.isLost()) {
                    window.takeAway();
                }
                window.remove(this, graceMillis);
            }
        });
    }

    boolean isClosed() {
        return closed;
    }
}
