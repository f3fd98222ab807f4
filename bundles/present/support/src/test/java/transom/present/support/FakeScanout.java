package transom.present.support;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import transom.gem.Buffer;
import transom.gem.Fourcc;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.guestfb.Scanout;
import transom.xen.DeviceId;

/** A scanout played by a test: it keeps the contract of the interface, and complains of a presenter that does not. */
public final class FakeScanout implements Scanout, AutoCloseable {

    private final DeviceId device;
    private final int connector;
    private final String name;
    private final List<FakeSubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final RecordedInput input = new RecordedInput();
    private FakeBuffer buffer;
    private long sequence;
    private boolean gone;

    public FakeScanout(DeviceId device, String name, FakeBuffer picture) {
        this(device, 0, name, picture);
    }

    public FakeScanout(DeviceId device, int connector, String name, FakeBuffer picture) {
        this.device = device;
        this.connector = connector;
        this.name = name;
        this.buffer = picture;
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
        return name;
    }

    @Override
    public synchronized Mode mode() {
        return new Mode(buffer.width(), buffer.height(), buffer.format().fourcc());
    }

    @Override
    public Subscription subscribe(Runnable onFrame) {
        FakeSubscription subscription = new FakeSubscription(this, onFrame);
        subscriptions.add(subscription);
        onFrame.run();
        return subscription;
    }

    void ended(FakeSubscription subscription) {
        subscriptions.remove(subscription);
    }

    @Override
    public InputSink input() {
        return input;
    }

    /** What the person did. */
    public List<String> events() {
        return input.events();
    }

    /** The picture there is now. */
    public synchronized FakeBuffer picture() {
        return buffer;
    }

    synchronized Buffer lockPicture() {
        return !gone && buffer.lock() ? buffer : null;
    }

    synchronized long sequence() {
        return sequence;
    }

    /** The guest says that a box changed. */
    public void update(int x, int y, int width, int height) {
        synchronized (this) {
            sequence++;
        }
        subscriptions.forEach(each -> each.add(x, y, width, height));
    }

    /** The guest says that all has changed. */
    public void update() {
        update(0, 0, picture().width(), picture().height());
    }

    /** The guest changes its mode: another buffer, everything new. */
    public void show(FakeBuffer picture) {
        flip(picture).drop();
    }

    /** The guest shows another buffer and keeps the one before. @return that one */
    public FakeBuffer flip(FakeBuffer picture) {
        FakeBuffer old;
        synchronized (this) {
            old = buffer;
            buffer = picture;
            sequence++;
        }
        subscriptions.forEach(FakeSubscription::reset);
        return old;
    }

    /** A picture of the size with the test pattern in it. */
    public static FakeScanout of(DeviceId device, String name, int width, int height, Fourcc fourcc) {
        return new FakeScanout(device, name, FakeBuffer.pattern(width, height, 0, fourcc));
    }

    /** The guest goes: no more frames. */
    public synchronized void go() {
        if (!gone) {
            gone = true;
            buffer.drop();
        }
    }

    public int subscriptions() {
        return subscriptions.size();
    }

    void complain(String what) {
        complaints.add(what);
    }

    /** What the presenter did against the contract. */
    public List<String> complaints() {
        return new ArrayList<>(complaints);
    }

    @Override
    public void close() {
        go();
    }
}
