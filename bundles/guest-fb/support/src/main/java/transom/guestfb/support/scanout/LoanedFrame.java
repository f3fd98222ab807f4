package transom.guestfb.support.scanout;

import transom.gem.Buffer;
import transom.gem.Damage;
import transom.gem.DmaBuf;
import transom.guestfb.Frame;

/** The one frame of a subscription, reused. */
final class LoanedFrame implements Frame {

    private final ScanoutSubscription subscription;
    private final Damage damage = new Damage(0, 0);
    private volatile Buffer buffer;
    private long sequence;
    private long doorbellNanos;

    LoanedFrame(ScanoutSubscription subscription) {
        this.subscription = subscription;
    }

    /** On loan from now on; the buffer is locked by the caller. */
    void lend(Buffer locked, Damage changed, long number, long doorbell) {
        damage.reset(locked.width(), locked.height());
        damage.addAll(changed);
        sequence = number;
        doorbellNanos = doorbell;
        buffer = locked;
    }

    boolean isOnLoan() {
        return buffer != null;
    }

    void end() {
        buffer = null;
    }

    @Override
    public Buffer buffer() {
        Buffer locked = buffer;
        if (locked == null) {
            throw new IllegalStateException("this frame was released");
        }
        return locked;
    }

    @Override
    public Damage damage() {
        return damage;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long doorbellNanos() {
        return doorbellNanos;
    }

    @Override
    public void release(int fence) {
        subscription.returned(buffer(), fence);
    }

    @Override
    public void release() {
        release(DmaBuf.NO_FENCE);
    }
}
