package transom.guestfb.pv.internal.fb;

import transom.gem.Buffer;
import transom.gem.Damage;
import transom.gem.DmaBuf;
import transom.guestfb.Frame;

/** The one frame of a subscription, reused. */
final class FbFrame implements Frame {

    private final Damage damage = new Damage(0, 0);
    private Buffer buffer;
    private long sequence;
    private long doorbellNanos;

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

    @Override
    public Buffer buffer() {
        if (buffer == null) {
            throw new IllegalStateException("this frame was released");
        }
        return buffer;
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

    /** A CPU reads this memory, no device. */
    @Override
    public void release(int fence) {
        if (fence != DmaBuf.NO_FENCE) {
            throw new IllegalArgumentException("no device reads a picture that has no planes");
        }
        release();
    }

    @Override
    public void release() {
        Buffer locked = buffer();
        buffer = null;
        locked.unlock();
    }
}
