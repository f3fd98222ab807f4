package transom.present.support;

import transom.gem.Buffer;
import transom.gem.Damage;
import transom.gem.DmaBuf;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;

/** One presenter's place at a {@link FakeScanout}; frames are lent one at a time and must be released once. */
final class FakeSubscription implements Scanout.Subscription, Frame {

    private final FakeScanout scanout;
    private final Runnable onFrame;
    private Damage pending = new Damage(0, 0);
    private Damage lent = new Damage(0, 0);
    private boolean everything = true;
    private boolean closed;
    private boolean onLoan;
    private Buffer buffer;
    private long doorbell = System.nanoTime();
    private long oldest;
    private long sequence;

    FakeSubscription(FakeScanout scanout, Runnable onFrame) {
        this.scanout = scanout;
        this.onFrame = onFrame;
    }

    void add(int x, int y, int width, int height) {
        synchronized (this) {
            if (pending.isEmpty() && !everything) {
                doorbell = System.nanoTime();
                pending.reset(scanout.picture().width(), scanout.picture().height());
            }
            pending.add(x, y, width, height);
        }
        onFrame.run();
    }

    void reset() {
        synchronized (this) {
            everything = true;
            doorbell = System.nanoTime();
        }
        onFrame.run();
    }

    @Override
    public synchronized Frame acquire() {
        if (onLoan) {
            scanout.complain("acquire while a frame is on loan");
        }
        if (closed || pending.isEmpty() && !everything) {
            return null;
        }
        buffer = scanout.lockPicture();
        if (buffer == null) {
            return null;
        }
        if (everything) {
            pending.reset(buffer.width(), buffer.height());
            pending.addFull();
            everything = false;
        }
        Damage swap = lent;
        lent = pending;
        pending = swap;
        pending.clear();
        oldest = doorbell;
        sequence = scanout.sequence();
        onLoan = true;
        return this;
    }

    @Override
    public Buffer buffer() {
        return buffer;
    }

    @Override
    public Damage damage() {
        return lent;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public long doorbellNanos() {
        return oldest;
    }

    @Override
    public void release(int fence) {
        if (fence != DmaBuf.NO_FENCE && buffer.planes().isEmpty()) {
            scanout.complain("a fence for memory that no device reads");
        }
        release();
    }

    @Override
    public synchronized void release() {
        if (!onLoan) {
            scanout.complain("release without a loan");
            return;
        }
        onLoan = false;
        buffer.unlock();
    }

    @Override
    public synchronized void close() {
        closed = true;
        scanout.ended(this);
    }
}
