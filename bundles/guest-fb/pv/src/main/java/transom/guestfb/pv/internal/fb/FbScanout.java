package transom.guestfb.pv.internal.fb;

import java.util.Arrays;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.linux.EventLoop;
import transom.xen.DeviceId;

/**
 * What one framebuffer shows, as presenters see it.
 *
 * <p><b>Owner:</b> the connection; it ends with it. <b>Thread:</b> presenters' methods any, the rest the guest loop.
 */
final class FbScanout implements Scanout {

    private static final FbSubscription[] NONE = {};

    private final DeviceId device;
    private final String guestName;
    private final InputSink input;
    private final EventLoop loop;
    private final Runnable whenSubscribersChange;
    private FbSubscription[] subscriptions = NONE;
    private volatile Mode mode;
    private Buffer buffer;
    private long sequence;
    private long doorbellNanos;

    FbScanout(DeviceId device, String guestName, InputSink input, EventLoop loop, Runnable whenSubscribersChange) {
        this.device = device;
        this.guestName = guestName;
        this.input = input;
        this.loop = loop;
        this.whenSubscribersChange = whenSubscribersChange;
    }

    /** Shows all of another buffer; the one before is dropped. <b>Owner:</b> the scanout, from now on. */
    void show(Buffer next, long doorbell) {
        Buffer last;
        FbSubscription[] tell;
        synchronized (this) {
            last = buffer;
            buffer = next;
            mode = new Mode(next.width(), next.height(), next.format().fourcc());
            sequence++;
            doorbellNanos = doorbell;
            tell = subscriptions;
            for (FbSubscription subscription : tell) {
                subscription.show(next, sequence, doorbell);
            }
        }
        if (last != null) {
            last.drop();
        }
        tell(tell);
    }

    /** These pixels of the buffer changed. */
    void damage(Damage changed, long doorbell) {
        FbSubscription[] all;
        synchronized (this) {
            sequence++;
            all = subscriptions;
        }
        for (FbSubscription subscription : all) {
            if (subscription.add(changed, sequence, doorbell)) {
                subscription.tell();
            }
        }
    }

    /** It shows nothing any more: who holds the last frame is told to let go. */
    void end() {
        Buffer last;
        FbSubscription[] tell;
        synchronized (this) {
            last = buffer;
            buffer = null;
            tell = subscriptions;
            for (FbSubscription subscription : tell) {
                subscription.show(null, sequence, 0);
            }
        }
        if (last != null) {
            last.drop();
        }
        tell(tell);
    }

    private static void tell(FbSubscription[] subscriptions) {
        for (FbSubscription subscription : subscriptions) {
            subscription.tell();
        }
    }

    @Override
    public Subscription subscribe(Runnable onFrame) {
        FbSubscription subscription = new FbSubscription(this, onFrame);
        synchronized (this) {
            if (buffer != null) {
                subscription.show(buffer, sequence, doorbellNanos);
            }
            subscriptions = Arrays.copyOf(subscriptions, subscriptions.length + 1);
            subscriptions[subscriptions.length - 1] = subscription;
        }
        loop.post(subscription::tell);
        loop.post(whenSubscribersChange);
        return subscription;
    }

    void remove(FbSubscription gone) {
        synchronized (this) {
            subscriptions = Arrays.stream(subscriptions)
                    .filter(subscription -> subscription != gone)
                    .toArray(FbSubscription[]::new);
        }
        loop.post(whenSubscribersChange);
    }

    synchronized int subscribers() {
        return subscriptions.length;
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
        return guestName;
    }

    @Override
    public Mode mode() {
        return mode;
    }

    @Override
    public InputSink input() {
        return input;
    }
}
