package transom.present.egl.internal.view;

import transom.lwjgl.window.WindowLease;

/**
 * Whose turn it is to fill a window, as one view sees it: it holds the window, rests because another presenter does, or has a
 * picture ready and claims it.
 *
 * <p><b>Thread:</b> render.
 */
final class Turn {

    private final WindowLease lease;
    private final Parting parting = new Parting();

    /** The window's surface is ours. */
    private boolean holding;

    /** Somebody else has taken the window over, or is about to give it to us: there is nothing to draw for. */
    private boolean resting;

    /** The picture has been drawn out of sight: the window may be claimed. */
    private boolean ready;

    private boolean claiming;

    Turn(WindowLease lease) {
        this.lease = lease;
    }

    /** The window is ours, and nobody has taken it away. */
    boolean isHolding() {
        return holding;
    }

    /** Whether the window has been taken away. */
    boolean isLost() {
        return holding && !lease.isHeld();
    }

    /** Whether the window has been given to us, and {@link #begin} was not called yet. */
    boolean isGiven() {
        return !holding && lease.isHeld();
    }

    /** Whether there is nothing to draw for. */
    boolean isResting() {
        return resting;
    }

    /** The window is ours from now on. */
    void begin() {
        holding = true;
        resting = false;
        ready = false;
    }

    /** Whether to let go of the window now, because somebody claims it. Does not allocate. */
    boolean isOver(boolean pictureShown) {
        return holding && parting.isDue(lease.isWanted(), pictureShown);
    }

    /** The window is another's from now on. */
    void end() {
        holding = false;
        resting = true;
    }

    /** The picture has been drawn where nobody sees it. */
    void ready() {
        ready = true;
        resting = true;
    }

    /** Claims the window if it can be filled. Does not allocate. @return whether it has just been claimed */
    boolean claim() {
        if (!ready) {
            return false;
        }
        ready = false;
        claiming = true;
        lease.claim();
        return true;
    }

    /** Whether the window was claimed, and has no picture of ours yet. */
    boolean isClaiming() {
        return claiming;
    }

    /** The window has a picture of ours. */
    void shown() {
        claiming = false;
    }

    /** There is no picture. */
    void forget() {
        ready = false;
        claiming = false;
    }

    /** Nanoseconds after which it is to be looked at again. */
    long left() {
        return parting.left();
    }
}
