package transom.guestfb.support.scanout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.gem.Damage;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Scanout.Subscription;
import transom.linux.EventFd;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.xen.DeviceId;
import transom.xen.DomId;

class GuestScanoutTest {

    private final EventLoop loop = new EventLoop("test");
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger subscriberChanges = new AtomicInteger();
    private final AtomicInteger moves = new AtomicInteger();
    private final FakeBuffer buffer = new FakeBuffer(32, 16);
    private final GuestScanout scanout = new GuestScanout(
            new DeviceId(new DomId(3), "vdispl", 0),
            1,
            "guest",
            null,
            loop,
            subscriberChanges::incrementAndGet,
            moves::incrementAndGet);

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
        scanout.show(buffer, 11);
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
        scanout.show(buffer, 1);
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
        scanout.show(buffer, 1);
        Subscription subscription = subscribe();
        Frame old = subscription.acquire();
        assertThat(scanout.show(new FakeBuffer(8, 8), 2)).isSameAs(buffer);
        buffer.drop();
        assertThat(scanout.mode()).isEqualTo(new Mode(8, 8, Fourcc.XRGB8888));
        assertThat(old.buffer().width()).isEqualTo(32);
        assertThat(buffer.freed).isFalse();
        old.release();
        assertThat(buffer.freed).isTrue();
        Frame next = subscription.acquire();
        assertThat(next.buffer().width()).isEqualTo(8);
        assertThat(next.damage().isFull()).isTrue();
        next.release();
    }

    @Test
    void presentersAreToldToLetGoAtTheEnd() {
        scanout.show(buffer, 1);
        Subscription subscription = subscribe();
        Frame frame = subscription.acquire();
        told.set(0);
        assertThat(scanout.end()).isSameAs(buffer);
        assertThat(told).hasValue(1);
        frame.release();
        assertThat(subscription.acquire()).isNull();
    }

    @Test
    void aChangeIsTakenWhenEverybodyHasAcquiredItAndReturnedWhatWasBefore() {
        scanout.show(buffer, 1);
        Subscription fast = subscribe();
        Subscription slow = subscribe();
        fast.acquire().release();
        Frame old = slow.acquire();

        scanout.await(true);
        scanout.show(new FakeBuffer(32, 16), 2);
        long flip = scanout.sequence();
        assertThat(scanout.isTaken(flip)).isFalse();
        moves.set(0);
        Frame next = fast.acquire();
        assertThat(moves).hasValue(1);
        assertThat(scanout.isTaken(flip)).isFalse();
        slow.close();
        assertThat(scanout.isTaken(flip)).as("its loan is not back").isFalse();
        old.release();
        assertThat(scanout.isTaken(flip)).isTrue();
        next.release();
    }

    @Test
    void aChangeDoesNotWaitForWhoOnlyTries() {
        scanout.show(buffer, 1);
        Subscription trying = subscribe();
        trying.setAwaited(false);
        Frame old = trying.acquire();
        scanout.await(true);
        scanout.show(new FakeBuffer(32, 16), 2);
        long flip = scanout.sequence();
        assertThat(scanout.isTaken(flip)).as("though a frame is on loan").isTrue();
        try (EventFd fence = EventFd.create()) {
            old.release(fence.dup().take());
            assertThat(scanout.takeFence()).isEqualTo(DmaBuf.NO_FENCE);
        }
        moves.set(0);
        trying.setAwaited(true);
        assertThat(moves).hasValue(1);
        assertThat(scanout.isTaken(flip)).isFalse();
        trying.acquire().release();
        assertThat(scanout.isTaken(flip)).isTrue();
    }

    @Test
    void nobodyIsToldOfReadersWhomNobodyAwaits() {
        scanout.show(buffer, 1);
        subscribe().acquire().release();
        assertThat(moves).hasValue(0);
    }

    @Test
    void theFenceOfWhatWasShownBeforeIsHandedOverAndThatOfWhatIsShownIsNot() {
        try (EventFd first = EventFd.create();
                EventFd second = EventFd.create()) {
            scanout.show(buffer, 1);
            Subscription subscription = subscribe();
            subscription.acquire().release(first.dup().take());
            assertThat(scanout.takeFence()).as("it is shown").isEqualTo(DmaBuf.NO_FENCE);
            scanout.show(new FakeBuffer(32, 16), 2);
            subscription.acquire().release(second.dup().take());
            int fence = scanout.takeFence();
            assertThat(fence).isNotEqualTo(DmaBuf.NO_FENCE);
            assertThat(scanout.takeFence()).isEqualTo(DmaBuf.NO_FENCE);
            Fd.adopt(fence).close();
            subscription.close();
            assertThat(scanout.takeFence()).as("who leaves is waited for").isNotEqualTo(DmaBuf.NO_FENCE);
            scanout.end();
        }
    }

    @Test
    void aLoanIsReturnedOnceAndThereIsOneAtATime() {
        scanout.show(buffer, 1);
        Subscription subscription = subscribe();
        Frame frame = subscription.acquire();
        assertThatThrownBy(subscription::acquire).isInstanceOf(IllegalStateException.class);
        frame.release();
        assertThatThrownBy(frame::release).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void whoHasLeftHearsNothing() {
        scanout.show(buffer, 1);
        Subscription subscription = subscribe();
        subscription.close();
        subscription.close();
        told.set(0);
        scanout.damage(damage(0, 0, 1, 1), 2);
        assertThat(told).hasValue(0);
        assertThat(subscription.acquire()).isNull();
        assertThat(scanout.subscribers()).isZero();
    }
}
