package transom.guestfb.pv.internal.fb;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.gem.Damage;
import transom.guestfb.Frame;
import transom.guestfb.Scanout.Subscription;
import transom.guestfb.pv.internal.pages.SharedMapping;
import transom.guestfb.support.scanout.GuestScanout;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.RingConsumer;
import transom.guestfb.wire.RingProducer;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.GuestPages;

/** A frame's way from the guest's message to the presenter makes no garbage. */
class AllocationTest implements FbEvents {

    private static final int FRAMES = 20_000;

    private final GuestPages page = new GuestPages(ByteBuffer.allocateDirect(4096), () -> {});
    private final RingProducer guest = RingProducer.attachFbOut(page);
    private final RingConsumer backend = RingConsumer.attachFbOut(page);
    private final Damage batch = new Damage(32, 16);
    private final FbCounters counters = new FbCounters();

    @Test
    void aFrameAllocatesNothing() {
        SharedMapping mapping = new SharedMapping(new GuestPages(ByteBuffer.allocateDirect(4096), () -> {}));
        try (EventLoop loop = new EventLoop("test")) {
            GuestScanout scanout =
                    new GuestScanout(new DeviceId(new DomId(3), "vfb", 0), 0, "guest", null, loop, () -> {}, () -> {});
            scanout.show(new GuestBuffer(new FramebufferLayout(32, 16, 128, 0, 32, 4096), mapping), 0);
            Subscription subscription = scanout.subscribe(() -> {});
            frames(scanout, subscription);

            long before = allocated();
            frames(scanout, subscription);
            long bytes = allocated() - before;

            assertThat(bytes / (double) FRAMES).as("bytes a frame").isLessThan(1);
        }
    }

    private void frames(GuestScanout scanout, Subscription subscription) {
        for (int i = 0; i < FRAMES; i++) {
            FbEvents.writeUpdate(guest, page, i % 32, i % 16, 4, 4);
            FbEvents.writeUpdate(guest, page, i % 16, 0, 8, 2);
            FbEvents.read(backend, page, this, 51);
            scanout.damage(batch, i);
            batch.clear();
            Frame frame = subscription.acquire();
            frame.release();
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }

    @Override
    public void update(int x, int y, int width, int height) {
        batch.add(x, y, width, height);
        counters.update(32, 16, x, y, width, height);
    }

    @Override
    public void resize(int width, int height, int stride, int depth, int offset) {
        throw new AssertionError("no resize was sent");
    }

    @Override
    public void unknown(int type) {
        throw new AssertionError("type " + type + " was not sent");
    }
}
