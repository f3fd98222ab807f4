package transom.guestfb.support.scanout;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.gem.DmaBuf;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;
import transom.linux.Fd;

/**
 * One presenter's place at a scanout. What changed since its last frame gathers here; the presenter hears once of it, and
 * again only when it has taken that.
 *
 * <p>Of the fences that it returned frames with, the last one of the buffer that is shown and the last one of those shown
 * before are enough: a device finishes a presenter's work in the order in which it was given.
 *
 * <p><b>Thread:</b> the guest loop adds, the presenter acquires; the lock is held for a few comparisons.
 */
final class ScanoutSubscription implements Scanout.Subscription {

    private static final Logger LOG = LoggerFactory.getLogger(ScanoutSubscription.class);

    private final GuestScanout scanout;
    private final Runnable onFrame;
    private final Damage damage = new Damage(0, 0);
    private final LoanedFrame frame = new LoanedFrame(this);
    private Buffer buffer;
    private long sequence;
    private long acquired;
    private long doorbellNanos;
    private int fence = DmaBuf.NO_FENCE;
    private int fenceBefore = DmaBuf.NO_FENCE;
    private boolean dirty;
    private boolean ended;
    private boolean awaited = true;
    private volatile boolean closed;

    ScanoutSubscription(GuestScanout scanout, Runnable onFrame) {
        this.scanout = scanout;
        this.onFrame = onFrame;
    }

    /** Shows all of this buffer from now on. */
    synchronized void show(Buffer shown, long number, long doorbell) {
        buffer = shown;
        ended = false;
        if (fence != DmaBuf.NO_FENCE) {
            drop(fenceBefore);
            fenceBefore = fence;
            fence = DmaBuf.NO_FENCE;
        }
        damage.reset(shown.width(), shown.height());
        damage.addFull();
        changed(number, doorbell);
    }

    /** There is nothing to show any more, and nobody who waits for its devices. */
    synchronized void end(long number) {
        buffer = null;
        ended = true;
        sequence = number;
        dropFences();
    }

    private void dropFences() {
        drop(fence);
        drop(fenceBefore);
        fence = DmaBuf.NO_FENCE;
        fenceBefore = DmaBuf.NO_FENCE;
    }

    private static void drop(int fence) {
        if (fence != DmaBuf.NO_FENCE) {
            Fd.adopt(fence).close();
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
            LOG.error("{}: a presenter failed", scanout.label(), e);
        }
    }

    @Override
    public Frame acquire() {
        synchronized (this) {
            if (frame.isOnLoan()) {
                throw new IllegalStateException("release the last frame first");
            }
            if (closed || !dirty || buffer == null || !buffer.lock()) {
                return null;
            }
            frame.lend(buffer, damage, sequence, doorbellNanos);
            acquired = sequence;
            damage.clear();
            dirty = false;
        }
        scanout.moved();
        return frame;
    }

    /** The loan is over. <b>Owner:</b> the fence is transferred. */
    void returned(Buffer loaned, int readUntil) {
        boolean gone;
        synchronized (this) {
            frame.end();
            gone = closed;
            if (ended || !awaited) {
                drop(readUntil);
            } else if (readUntil != DmaBuf.NO_FENCE) {
                keep(readUntil, loaned == buffer);
            }
        }
        loaned.unlock();
        if (gone) {
            scanout.left(this);
        }
        scanout.moved();
    }

    private void keep(int readUntil, boolean ofShown) {
        if (ofShown) {
            drop(fence);
            fence = readUntil;
        } else {
            drop(fenceBefore);
            fenceBefore = readUntil;
        }
    }

    /** Whether this change was taken and the CPU reads nothing that was before it, or nobody waits for that. */
    synchronized boolean hasTaken(long number) {
        if (!awaited) {
            return true;
        }
        boolean taken = closed || buffer == null || acquired >= number;
        return taken && !(frame.isOnLoan() && frame.sequence() < number);
    }

    /** @return the fence of what was shown before, or {@link DmaBuf#NO_FENCE}. <b>Owner:</b> the caller */
    synchronized int takeFence() {
        int taken = fenceBefore;
        fenceBefore = DmaBuf.NO_FENCE;
        return taken;
    }

    /** Whether nothing of it is on loan or read by a device. */
    synchronized boolean isIdle() {
        return !frame.isOnLoan() && fence == DmaBuf.NO_FENCE && fenceBefore == DmaBuf.NO_FENCE;
    }

    @Override
    public void setAwaited(boolean now) {
        synchronized (this) {
            awaited = now;
        }
        scanout.moved();
    }

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            buffer = null;
            if (fence != DmaBuf.NO_FENCE) {
                drop(fenceBefore);
                fenceBefore = fence;
                fence = DmaBuf.NO_FENCE;
            }
        }
        scanout.remove(this);
    }
}
