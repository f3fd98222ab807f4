package transom.present.egl.internal.view;

import java.util.concurrent.TimeUnit;

/**
 * When a presenter gives a window up that another one claims: right after a picture, so that the other has a whole period for its
 * first one, or soon if the guest does not draw.
 *
 * <p><b>Thread:</b> render.
 */
final class Parting {

    /** A guest that draws at least 20 times a second, as Linux' xen-fbfront does, is given the time to. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(55);

    private boolean wanted;
    private long end;

    /** Whether to give it up now. Does not allocate. */
    boolean isDue(boolean claimed, boolean pictureShown) {
        if (!claimed) {
            wanted = false;
        } else if (!wanted) {
            wanted = true;
            end = System.nanoTime() + PATIENCE_NANOS;
        }
        return wanted && (pictureShown || left() == 0);
    }

    /** Nanoseconds until it is given up in any case; {@link Long#MAX_VALUE} if nobody claims it. */
    long left() {
        return wanted ? Math.max(0, end - System.nanoTime()) : Long.MAX_VALUE;
    }
}
