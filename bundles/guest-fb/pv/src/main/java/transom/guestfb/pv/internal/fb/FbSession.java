package transom.guestfb.pv.internal.fb;

import transom.gem.Buffer;
import transom.gem.Damage;
import transom.guestfb.pv.internal.device.DeviceBackend.Guard;
import transom.guestfb.support.scanout.GuestScanout;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.guestfb.support.scanout.ScanoutRegistry.Registration;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.Fbif;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.linux.EventLoop;
import transom.linux.Timer;

/**
 * A framebuffer while it is attached: takes the guest's events to the scanout. A turn takes at most one ring full of
 * them; what came meanwhile waits for the other guests' turns.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class FbSession implements FbEvents {

    /** Linux' own rate (drivers/video/fbdev/xen-fbfront.c, {@code xenfb_defio}), for a frontend that tells nothing. */
    private static final int POLL_MILLIS = 50;

    private final FbConnection connection;
    private final GuestScanout scanout;
    private final FbCounters counters;
    private final KeptMode kept;
    private final Limits limits;
    private final EventLoop loop;
    private final Guard guard;
    private final RefreshPeriod refresh = new RefreshPeriod();
    private final Damage batch = new Damage(0, 0);
    private final Runnable drain = this::drain;
    private final Runnable guardedDrain = this::guardedDrain;
    private final Timer poll;
    private FramebufferLayout layout;
    private FramebufferLayout next;
    private Registration registration;
    private long doorbellNanos;
    private boolean ended;

    FbSession(
            FbConnection connection,
            GuestScanout scanout,
            FbCounters counters,
            KeptMode kept,
            Limits limits,
            EventLoop loop,
            Guard guard) {
        this.connection = connection;
        this.scanout = scanout;
        this.counters = counters;
        this.kept = kept;
        this.limits = limits;
        this.loop = loop;
        this.guard = guard;
        this.poll = loop.timer(this::poll);
        this.layout = kept.restore(connection.instance, connection.firstLayout, limits);
        loop.add(connection.channel.fd(), this::rung);
        show(System.nanoTime());
    }

    /** Presenters find it, and the guest's backlog is taken: whoever was here before may have missed events. */
    void begin(ScanoutRegistry registry) {
        registration = registry.register(scanout);
        connection.channel.send();
        guardedDrain();
    }

    private void rung() {
        connection.channel.acknowledge();
        guardedDrain();
    }

    private void guardedDrain() {
        if (!ended) {
            guard.run(drain);
        }
    }

    private void drain() {
        doorbellNanos = System.nanoTime();
        int count = FbEvents.read(connection.out, connection.page, this, Fbif.OUT_RING_SLOTS);
        if (next != null) {
            layout = next;
            next = null;
            show(doorbellNanos);
        } else if (!batch.isEmpty()) {
            counters.served(doorbellNanos);
            scanout.damage(batch, doorbellNanos);
        }
        batch.clear();
        // A frontend whose ring was full keeps its last rectangle until it hears from us.
        if (tellRefresh() || count > 0) {
            connection.channel.send();
        }
        if (connection.out.pending() > 0) {
            loop.post(guardedDrain);
        }
    }

    private boolean tellRefresh() {
        return connection.sendsUpdates && refresh.tell(connection, scanout.subscribers() > 0);
    }

    @Override
    public void update(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight) {
        batch.add(untrustedX, untrustedY, untrustedWidth, untrustedHeight);
        counters.update(layout.width(), layout.height(), untrustedX, untrustedY, untrustedWidth, untrustedHeight);
    }

    /** In the keep before its slot is free, so that no crash between the two loses it. */
    @Override
    public void resize(
            int untrustedWidth, int untrustedHeight, int untrustedStride, int untrustedDepth, int untrustedOffset) {
        next = layout.resized(
                untrustedWidth, untrustedHeight, untrustedStride, untrustedDepth, untrustedOffset, limits);
        kept.put(connection.instance, next);
        counters.resize();
    }

    @Override
    public void unknown(int untrustedType) {
        counters.ignored();
    }

    private void show(long doorbell) {
        batch.reset(layout.width(), layout.height());
        drop(scanout.show(new GuestBuffer(layout, connection.framebuffer), doorbell));
    }

    private static void drop(Buffer last) {
        if (last != null) {
            last.drop();
        }
    }

    /** A presenter came or left. */
    void subscribersChanged() {
        if (ended) {
            return;
        }
        guard.run(() -> {
            if (tellRefresh()) {
                connection.channel.send();
            }
        });
        if (!ended && !connection.sendsUpdates && scanout.subscribers() > 0 && !poll.isSet()) {
            poll.set(POLL_MILLIS);
        }
    }

    private void poll() {
        if (scanout.subscribers() > 0) {
            batch.addFull();
            scanout.damage(batch, System.nanoTime());
            batch.clear();
            poll.set(POLL_MILLIS);
        }
    }

    FramebufferLayout layout() {
        return layout;
    }

    int subscribers() {
        return scanout.subscribers();
    }

    /** Lets go of everything; the guest's side stays as it is. */
    void end() {
        ended = true;
        poll.cancel();
        loop.remove(connection.channel.fd());
        if (registration != null) {
            registration.unregister();
        }
        drop(scanout.end());
        connection.detach();
    }
}
