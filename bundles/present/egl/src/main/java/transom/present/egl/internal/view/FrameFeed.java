package transom.present.egl.internal.view;

import java.util.concurrent.atomic.AtomicBoolean;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;

/**
 * A scanout's frames for one view, and whether the guest waits for it. A view's first picture may take as long as compiling
 * shaders does: nobody waits for that.
 *
 * <p><b>Thread:</b> render.
 */
final class FrameFeed {

    private final Scanout scanout;
    private final Runnable wake;
    private final AtomicBoolean due = new AtomicBoolean();
    private Scanout.Subscription subscription;
    private boolean awaited;

    /** @param wake makes the render thread look for {@link #next} */
    FrameFeed(Scanout scanout, Runnable wake) {
        this.scanout = scanout;
        this.wake = wake;
    }

    /** From now on there are frames, if there were none. Does not allocate if there were. */
    void open() {
        if (subscription == null) {
            subscription = scanout.subscribe(this::frameIsDue);
            subscription.setAwaited(false);
            awaited = false;
            // The picture that is there can be had at once; a loop that has many guests to attach says so later.
            due.set(true);
        }
    }

    private void frameIsDue() {
        due.set(true);
        wake.run();
    }

    /** The newest frame, on loan; null if there is none since the last. Does not allocate. */
    Frame next() {
        return due.get() && due.compareAndSet(true, false) ? subscription.acquire() : null;
    }

    /** From now on the guest waits until its frames are taken. Does not allocate. */
    void await() {
        if (!awaited && subscription != null) {
            awaited = true;
            subscription.setAwaited(true);
        }
    }

    /** There are no more frames. */
    void close() {
        if (subscription != null) {
            subscription.close();
            subscription = null;
        }
        due.set(false);
    }
}
