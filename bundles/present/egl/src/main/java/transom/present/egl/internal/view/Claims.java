package transom.present.egl.internal.view;

import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Takes windows over from another presenter one after the other: while one changes hands, the other presenter goes on showing the
 * rest, and this one has nothing to do but to show that one's picture.
 *
 * <p><b>Thread:</b> render.
 */
final class Claims {

    /** A window that does not come within this, whose holder hangs, does not hold up the others. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

    private ScanoutView claimed;
    private long end;

    /** Claims the next view's window, if it is time. Does not allocate. @return nanoseconds until it is to be called again */
    long turn(List<ScanoutView> views) {
        if (claimed != null && claimed.turns().isClaiming()) {
            long left = end - System.nanoTime();
            if (left > 0) {
                return left;
            }
        }
        claimed = null;
        for (int i = 0; i < views.size(); i++) {
            if (views.get(i).turns().claim()) {
                claimed = views.get(i);
                end = System.nanoTime() + PATIENCE_NANOS;
                return PATIENCE_NANOS;
            }
        }
        return Long.MAX_VALUE;
    }
}
