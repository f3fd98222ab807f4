package transom.guestfb.pv.internal.displ;

import transom.guestfb.pv.internal.device.DeviceBackend.Guard;
import transom.guestfb.pv.internal.displ.memory.DisplayBuffer;
import transom.linux.EventLoop;
import transom.linux.Timer;

/**
 * Waits until nobody reads a buffer any more that has ended: the guest frees its own pages when it is told. Not for ever.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class LettingGo {

    /** For so long a guest waits for its own pages while somebody reads them; a look costs next to nothing. */
    private static final int LOOKS = 250;

    private static final int LOOK_MILLIS = 2;

    private final Timer timer;
    private final Runnable whenGone;
    private DisplayBuffer ending;
    private int looks;

    LettingGo(EventLoop loop, Guard guard, Runnable whenGone) {
        this.timer = loop.timer(() -> guard.run(this::look));
        this.whenGone = whenGone;
    }

    void begin(DisplayBuffer buffer) {
        ending = buffer;
        looks = 0;
        timer.set(LOOK_MILLIS);
    }

    boolean isPending() {
        return ending != null;
    }

    private void look() {
        if (ending == null) {
            return;
        }
        if (!ending.isGone() && ++looks < LOOKS) {
            timer.set(LOOK_MILLIS);
            return;
        }
        ending = null;
        whenGone.run();
    }

    /** Nobody waits for it any more. */
    void cancel() {
        timer.cancel();
    }
}
