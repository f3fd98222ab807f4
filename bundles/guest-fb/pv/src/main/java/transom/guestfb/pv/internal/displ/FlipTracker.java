package transom.guestfb.pv.internal.displ;

import java.util.function.LongSupplier;
import transom.gem.DmaBuf;
import transom.guestfb.support.scanout.GuestScanout;
import transom.linux.EventLoop;
import transom.linux.Timer;

/**
 * Says when a page flip is complete: every presenter has taken the new picture, none reads the one before, and it was shown
 * for a period of the refresh rate. In any case before the frontend gives up.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class FlipTracker {

    /**
     * Linux gives up after 3000 ms (drivers/gpu/drm/xen/xen_drm_front.h, {@code XEN_DRM_FRONT_WAIT_BACK_MS}); until a
     * backend that takes over from us answers, some of them go, too.
     */
    static final long LIMIT_NANOS = 1_000_000_000L;

    /** How much later than it was due a completion may be without moving those after it. */
    private static final long SLACK_NANOS = 4_000_000L;

    /** Is told once for each flip. */
    interface Completion {
        /** @param late whether presenters were not done */
        void flipped(boolean late);
    }

    private final LongSupplier periodNanos;
    private final Completion completion;
    private final Timer timer;
    private final ReadFences fences;
    private GuestScanout scanout;
    private long number;
    private long begun;
    private long last;
    private boolean pending;

    /** @param periodNanos for how long a picture is shown at least */
    FlipTracker(EventLoop loop, LongSupplier periodNanos, Completion completion) {
        this.periodNanos = periodNanos;
        this.completion = completion;
        this.timer = loop.timer(this::check);
        this.fences = new ReadFences(loop, this::check);
        this.last = System.nanoTime() - 1_000_000_000L;
    }

    /** Waits for the scanout's last change. */
    void begin(GuestScanout shown, long now) {
        scanout = shown;
        number = shown.sequence();
        begun = now;
        pending = true;
        check();
    }

    boolean isPending() {
        return pending;
    }

    /** Looks how far it is: a presenter has moved, a fence has signaled, time has passed. */
    void check() {
        if (!pending) {
            return;
        }
        long now = System.nanoTime();
        long left = begun + LIMIT_NANOS - now;
        if (left <= 0) {
            complete(now, true);
        } else if (isRead()) {
            timer.setNanos(left);
        } else if (last + periodNanos.getAsLong() - now > 0) {
            timer.setNanos(Math.min(left, last + periodNanos.getAsLong() - now));
        } else {
            complete(now, false);
        }
    }

    private boolean isRead() {
        if (!scanout.isTaken(number)) {
            return true;
        }
        for (int fence = scanout.takeFence(); fence != DmaBuf.NO_FENCE; fence = scanout.takeFence()) {
            fences.add(fence);
        }
        return fences.waiting() > 0;
    }

    private void complete(long now, boolean late) {
        pending = false;
        timer.cancel();
        fences.clear();
        scanout.await(false);
        long due = last + periodNanos.getAsLong();
        last = now - due < SLACK_NANOS ? due : now;
        completion.flipped(late);
    }

    /** Nobody waits for it any more. */
    void end() {
        pending = false;
        timer.cancel();
        fences.clear();
    }
}
