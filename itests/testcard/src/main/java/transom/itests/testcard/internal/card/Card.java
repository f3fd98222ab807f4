package transom.itests.testcard.internal.card;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import transom.gem.Buffer;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

/** A scanout that this process draws. <b>Thread:</b> any. */
public final class Card implements Scanout, AutoCloseable {

    private static final InputSink NOBODY = new InputSink() {
        @Override
        public void key(int code, boolean pressed) {}

        @Override
        public void pointer(int x, int y) {}

        @Override
        public void wheel(int notches) {}

        @Override
        public void releaseAll() {}
    };

    private final DeviceId device;
    private final String name;
    private final CardBuffer buffer;
    private final List<CardSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private volatile long sequence = 1;

    /** <b>Owner:</b> the buffer is this card's. */
    Card(int index, String name, CardBuffer buffer) {
        this.device = new DeviceId(DomId.DOM0, "testcard", index);
        this.name = name;
        this.buffer = buffer;
    }

    /** Draws another picture into the same memory, and says that all of it is new. */
    public void draw(int seed) {
        buffer.draw(seed);
        sequence++;
        subscriptions.forEach(CardSubscription::ring);
    }

    /** What it shows. */
    public Buffer buffer() {
        return buffer;
    }

    long sequence() {
        return sequence;
    }

    void left(CardSubscription subscription) {
        subscriptions.remove(subscription);
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public int connector() {
        return 0;
    }

    @Override
    public String guestName() {
        return name;
    }

    @Override
    public Mode mode() {
        return new Mode(buffer.width(), buffer.height(), buffer.format().fourcc());
    }

    @Override
    public Subscription subscribe(Runnable onFrame) {
        CardSubscription subscription = new CardSubscription(this, onFrame);
        subscriptions.add(subscription);
        onFrame.run();
        return subscription;
    }

    @Override
    public InputSink input() {
        return NOBODY;
    }

    @Override
    public void close() {
        buffer.drop();
    }
}
