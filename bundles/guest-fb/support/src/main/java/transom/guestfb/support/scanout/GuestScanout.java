package transom.guestfb.support.scanout;

import java.util.Arrays;
import transom.gem.Buffer;
import transom.gem.Damage;
import transom.gem.DmaBuf;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.linux.EventLoop;
import transom.xen.DeviceId;

/**
 * What one connector shows, as presenters see it.
 *
 * <p><b>Owner:</b> the connection; it ends with it. <b>Thread:</b> presenters' methods any, the rest the guest loop.
 */
public final class GuestScanout implements Scanout {

    private static final ScanoutSubscription[] NONE = {};

    private final DeviceId device;
    private final int connector;
    private final String guestName;
    private final InputSink input;
    private final EventLoop loop;
    private final Runnable whenSubscribersChange;
    private final Runnable whenReadersMove;
    private ScanoutSubscription[] subscriptions = NONE;

    /** Closed, but a frame of theirs is still on loan or read by a device. */
    private ScanoutSubscription[] leaving = NONE;

    private volatile Mode mode;
    private volatile boolean awaited;
    private Buffer buffer;
    private long sequence;
    private long doorbellNanos;

    /**
     * @param whenSubscribersChange called on the loop
     * @param whenReadersMove called by a presenter that took or returned a frame while {@link #await} holds: wake
     *     somebody and return
     */
    public GuestScanout(
            DeviceId device,
            int connector,
            String guestName,
            InputSink input,
            EventLoop loop,
            Runnable whenSubscribersChange,
            Runnable whenReadersMove) {
        this.device = device;
        this.connector = connector;
        this.guestName = guestName;
        this.input = input;
        this.loop = loop;
        this.whenSubscribersChange = whenSubscribersChange;
        this.whenReadersMove = whenReadersMove;
    }

    /**
     * Shows all of another buffer, or all of the same one again.
     *
     * @return what was shown before, which its owner may drop; null if nothing was
     */
    public Buffer show(Buffer next, long doorbell) {
        Buffer last;
        ScanoutSubscription[] tell;
        synchronized (this) {
            last = buffer;
            buffer = next;
            setMode(next);
            sequence++;
            doorbellNanos = doorbell;
            tell = subscriptions;
            for (int i = 0; i < tell.length; i++) {
                tell[i].show(next, sequence, doorbell);
            }
        }
        tell(tell);
        return last;
    }

    private void setMode(Buffer next) {
        Mode now = mode;
        if (now == null
                || now.width() != next.width()
                || now.height() != next.height()
                || !now.fourcc().equals(next.format().fourcc())) {
            mode = new Mode(next.width(), next.height(), next.format().fourcc());
        }
    }

    /** These pixels of the buffer changed. */
    public void damage(Damage changed, long doorbell) {
        ScanoutSubscription[] all;
        synchronized (this) {
            sequence++;
            all = subscriptions;
        }
        for (ScanoutSubscription subscription : all) {
            if (subscription.add(changed, sequence, doorbell)) {
                subscription.tell();
            }
        }
    }

    /**
     * It shows nothing any more: who holds the last frame is told to let go.
     *
     * @return what was shown, which its owner may drop; null if nothing was
     */
    public Buffer end() {
        Buffer last;
        ScanoutSubscription[] tell;
        synchronized (this) {
            last = buffer;
            buffer = null;
            tell = subscriptions;
            for (ScanoutSubscription subscription : tell) {
                subscription.end(sequence);
            }
            for (ScanoutSubscription subscription : leaving) {
                subscription.end(sequence);
            }
        }
        tell(tell);
        return last;
    }

    private static void tell(ScanoutSubscription[] subscriptions) {
        for (int i = 0; i < subscriptions.length; i++) {
            subscriptions[i].tell();
        }
    }

    /** The number of the last change. */
    public synchronized long sequence() {
        return sequence;
    }

    /** Whether to be told when presenters take or return frames. */
    public void await(boolean readers) {
        awaited = readers;
    }

    /** Whether everybody has taken the change with this number, and no CPU reads what was before it. */
    public synchronized boolean isTaken(long number) {
        for (int i = 0; i < subscriptions.length; i++) {
            if (!subscriptions[i].hasTaken(number)) {
                return false;
            }
        }
        for (int i = 0; i < leaving.length; i++) {
            if (!leaving[i].hasTaken(number)) {
                return false;
            }
        }
        return true;
    }

    /**
     * A fence of a device that reads what was shown before the last change; to be asked again until there is none.
     *
     * @return a sync_file fd, or {@link DmaBuf#NO_FENCE}. <b>Owner:</b> the caller
     */
    public synchronized int takeFence() {
        int fence = takeFence(subscriptions);
        return fence != DmaBuf.NO_FENCE ? fence : takeFence(leaving);
    }

    private static int takeFence(ScanoutSubscription[] from) {
        for (int i = 0; i < from.length; i++) {
            int fence = from[i].takeFence();
            if (fence != DmaBuf.NO_FENCE) {
                return fence;
            }
        }
        return DmaBuf.NO_FENCE;
    }

    @Override
    public Subscription subscribe(Runnable onFrame) {
        ScanoutSubscription subscription = new ScanoutSubscription(this, onFrame);
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

    void remove(ScanoutSubscription gone) {
        synchronized (this) {
            subscriptions = without(subscriptions, gone);
            if (!gone.isIdle()) {
                leaving = Arrays.copyOf(leaving, leaving.length + 1);
                leaving[leaving.length - 1] = gone;
            }
        }
        moved();
        loop.post(whenSubscribersChange);
    }

    private static ScanoutSubscription[] without(ScanoutSubscription[] from, ScanoutSubscription gone) {
        return Arrays.stream(from).filter(subscription -> subscription != gone).toArray(ScanoutSubscription[]::new);
    }

    /** A presenter that has closed its subscription returned its last frame. */
    void left(ScanoutSubscription gone) {
        synchronized (this) {
            if (gone.isIdle()) {
                leaving = without(leaving, gone);
            }
        }
    }

    /** A presenter took or returned a frame. */
    void moved() {
        if (awaited) {
            whenReadersMove.run();
        }
    }

    public synchronized int subscribers() {
        return subscriptions.length;
    }

    @Override
    public DeviceId device() {
        return device;
    }

    @Override
    public int connector() {
        return connector;
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
