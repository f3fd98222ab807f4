package transom.guestfb.pv.internal.fb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.gem.Damage;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Scanout.Subscription;
import transom.guestfb.wire.FramebufferLayout;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.GuestPages;

class FbScanoutTest {

    private static final FramebufferLayout LAYOUT = new FramebufferLayout(32, 16, 128, 64, 32, 4096);

    private final EventLoop loop = new EventLoop("test");
    private final AtomicInteger unmapped = new AtomicInteger();
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger subscriberChanges = new AtomicInteger();
    private final SharedMapping mapping =
            new SharedMapping(new GuestPages(ByteBuffer.allocateDirect(4096), unmapped::incrementAndGet));
    private final FbScanout scanout = new FbScanout(
            new DeviceId(new DomId(3), "vfb", 0), "guest", null, loop, subscriberChanges::incrementAndGet);

    private Subscription subscribe() {
        Subscription subscription = scanout.subscribe(told::incrementAndGet);
        loop.turn(0);
        return subscription;
    }

    private static Damage damage(int x, int y, int width, int height) {
        Damage damage = new Damage(32, 16);
        damage.add(x, y, width, height);
        return damage;
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void aNewSubscriberGetsEverythingAtOnce() {
        scanout.show(new GuestBuffer(LAYOUT, mapping), 11);
        Subscription subscription = subscribe();
        assertThat(told).hasValue(1);
        assertThat(subscriberChanges).hasValue(1);
        Frame frame = subscription.acquire();
        assertThat(frame.damage().isFull()).isTrue();
        assertThat(frame.buffer().stride()).isEqualTo(128);
        assertThat(frame.doorbellNanos()).isEqualTo(11);
        frame.release();
        assertThat(subscription.acquire()).isNull();
    }

    @Test
    void damageGathersUntilItIsTakenAndIsToldOnce() {
        scanout.show(new GuestBuffer(LAYOUT, mapping), 1);
        Subscription slow = subscribe();
        Subscription fast = subscribe();
        slow.acquire().release();
        fast.acquire().release();
        told.set(0);

        scanout.damage(damage(0, 0, 4, 4), 100);
        Frame first = fast.acquire();
        assertThat(first.damage().pixels()).isEqualTo(16);
        first.release();
        scanout.damage(damage(8, 8, 2, 2), 200);

        assertThat(told).as("fast twice, slow once").hasValue(3);
        Frame late = slow.acquire();
        assertThat(late.damage().pixels()).isEqualTo(20);
        assertThat(late.doorbellNanos()).as("the oldest change").isEqualTo(100);
        assertThat(late.sequence()).isEqualTo(first.sequence() + 1);
        late.release();
    }

    @Test
    void anotherModeIsAllNewAndTheOldBufferStaysWhileItIsOnLoan() {
        scanout.show(new GuestBuffer(LAYOUT, mapping), 1);
        Subscription subscription = subscribe();
        Frame old = subscription.acquire();
        FramebufferLayout small = new FramebufferLayout(8, 8, 16, 0, 16, 4096);
        scanout.show(new GuestBuffer(small, mapping), 2);
        assertThat(scanout.mode()).isEqualTo(new Mode(8, 8, small.fourcc()));
        assertThat(old.buffer().width()).isEqualTo(32);
        old.release();
        Frame next = subscription.acquire();
        assertThat(next.buffer().width()).isEqualTo(8);
        assertThat(next.damage().isFull()).isTrue();
        next.release();
    }

    @Test
    void theGuestsMemoryIsUnmappedWhenTheLastLoanIsBack() {
        scanout.show(new GuestBuffer(LAYOUT, mapping), 1);
        Subscription subscription = subscribe();
        Frame frame = subscription.acquire();
        told.set(0);

        scanout.end();
        mapping.release();
        assertThat(told).as("told to look").hasValue(1);
        assertThat(unmapped).hasValue(0);
        frame.release();
        assertThat(unmapped).hasValue(1);
        assertThat(subscription.acquire()).isNull();
    }

    @Test
    void aLoanIsReturnedOnceAndThereIsOneAtATime() {
        scanout.show(new GuestBuffer(LAYOUT, mapping), 1);
        Subscription subscription = subscribe();
        Frame frame = subscription.acquire();
        assertThatThrownBy(subscription::acquire).isInstanceOf(IllegalStateException.class);
        frame.release();
        assertThatThrownBy(frame::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoHasLeftHearsNothing() {
        scanout.show(new GuestBuffer(LAYOUT, mapping), 1);
        Subscription subscription = subscribe();
        subscription.close();
        subscription.close();
        told.set(0);
        scanout.damage(damage(0, 0, 1, 1), 2);
        assertThat(told).hasValue(0);
        assertThat(subscription.acquire()).isNull();
        assertThat(scanout.subscribers()).isZero();
    }

    @Test
    void pixelsBeginAtTheOffsetAndCannotBeWritten() {
        GuestBuffer buffer = new GuestBuffer(LAYOUT, mapping);
        ByteBuffer pixels = buffer.beginCpuAccess();
        assertThat(pixels.capacity()).isEqualTo(128 * 15 + 32 * 4);
        assertThat(pixels.isReadOnly()).isTrue();
        buffer.drop();
    }
}
