package transom.itests.testcard.internal.card;

import transom.gem.Buffer;
import transom.gem.Damage;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;
import transom.linux.Fd;

/** One presenter's place at a card; damage is always all, as with page flips. */
final class CardSubscription implements Scanout.Subscription, Frame {

    private final Card card;
    private final Runnable onFrame;
    private final Damage all;
    private boolean due = true;
    private long doorbell = System.nanoTime();
    private long sequence;

    CardSubscription(Card card, Runnable onFrame) {
        this.card = card;
        this.onFrame = onFrame;
        this.all = new Damage(card.buffer().width(), card.buffer().height());
        all.addFull();
    }

    void ring() {
        synchronized (this) {
            due = true;
            doorbell = System.nanoTime();
        }
        onFrame.run();
    }

    @Override
    public synchronized Frame acquire() {
        if (!due || !card.buffer().lock()) {
            return null;
        }
        due = false;
        sequence = card.sequence();
        return this;
    }

    @Override
    public Buffer buffer() {
        return card.buffer();
    }

    @Override
    public Damage damage() {
        return all;
    }

    @Override
    public long sequence() {
        return sequence;
    }

    @Override
    public synchronized long doorbellNanos() {
        return doorbell;
    }

    @Override
    public void release() {
        card.buffer().unlock();
    }

    /** Nobody waits for the device here: cards are drawn while they are read. */
    @Override
    public void release(int fence) {
        if (fence >= 0) {
            Fd.adopt(fence).close();
        }
        release();
    }

    @Override
    public void close() {
        card.left(this);
    }
}
