package transom.guestfb.pv.internal.fb;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;

/**
 * One presenter's place at a scanout. What changed since its last frame gathers here; the presenter hears once of it, and
 * again only when it has taken that.
 *
 * <p><b>Thread:</b> the guest loop adds, the presenter acquires; the lock is held for a few comparisons.
 */
final class FbSubscription implements Scanout.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(FbSubscription.class);

    private final FbScanout scanout;
    private final Runnable onFrame;
    private final Damage damage = new Damage(0, 0);
    private final FbFrame frame = new FbFrame();
    private Buffer buffer;
    private long sequence;
    private long doorbellNanos;
    private boolean dirty;
    private volatile boolean closed;

    FbSubscription(FbScanout scanout, Runnable onFrame) {
        this.scanout = scanout;
        this.onFrame = onFrame;
    }

    /** Shows all of this buffer from now on; null ends it. */
    synchronized void show(Buffer shown, long number, long doorbell) {
        buffer = shown;
        if (shown != null) {
            damage.reset(shown.width(), shown.height());
            damage.addFull();
            changed(number, doorbell);
        }
    }

    /** @return whether the presenter is to be told */
    synchronized boolean add(Damage changed, long number, long doorbell) {
        if (buffer == null) {
            return false;
        }
        boolean first = !dirty;
        damage.addAll(changed);
        changed(number, doorbell);
        return first;
    }

    private void changed(long number, long doorbell) {
        sequence = number;
        if (!dirty) {
            dirty = true;
            doorbellNanos = doorbell;
        }
    }

    /** Tells the presenter to look, unless it has left. */
    void tell() {
        if (closed) {
            return;
        }
        try {
            onFrame.run();
        } catch (RuntimeException e) {
            LOG.error("{}: a presenter failed", scanout.device(), e);
        }
    }

    @Override
    public synchronized Frame acquire() {
        if (frame.isOnLoan()) {
            throw new IllegalStateException("release the last frame first");
        }
        if (closed || !dirty || buffer == null || !buffer.lock()) {
            return null;
        }
        frame.lend(buffer, damage, sequence, doorbellNanos);
        damage.clear();
        dirty = false;
        return frame;
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            buffer = null;
        }
        scanout.remove(this);
    }
}
