package transom.guestfb.pv.internal.displ;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.guestfb.Frame;
import transom.guestfb.Scanout.Subscription;
import transom.guestfb.support.scanout.FakeBuffer;
import transom.guestfb.support.scanout.GuestScanout;
import transom.linux.EventFd;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;

class FlipTrackerTest {

    private static final int FLIPS = 20_000;
    private static final long LONG_NANOS = 200_000_000L;

    private final EventLoop loop = new EventLoop("test");
    private final List<Boolean> completions = new ArrayList<>();
    private final FakeBuffer first = new FakeBuffer(8, 8);
    private final FakeBuffer second = new FakeBuffer(8, 8);
    private long period;
    private final FlipTracker flip = new FlipTracker(loop, () -> period, completions::add);
    private final GuestScanout scanout =
            new GuestScanout(new DeviceId(new DomId(3), "vdispl", 0), 0, "guest", null, loop, () -> {}, flip::check);

    private void flipTo(FakeBuffer buffer) {
        long now = System.nanoTime();
        scanout.await(true);
        scanout.show(buffer, now);
        flip.begin(scanout, now);
    }

    @AfterEach
    void close() {
        flip.end();
        scanout.end();
        loop.close();
    }

    @Test
    void withNobodyThereAFlipIsDone() {
        flipTo(first);
        assertThat(completions).containsExactly(false);
        assertThat(flip.isPending()).isFalse();
    }

    @Test
    void aPictureIsShownForAPeriodAtLeast() {
        period = LONG_NANOS;
        flipTo(first);
        long begun = System.nanoTime();
        flipTo(second);
        assertThat(completions).hasSize(1);
        while (completions.size() < 2) {
            loop.turn(1000);
        }
        assertThat(System.nanoTime() - begun).isBetween(LONG_NANOS / 2, 5 * LONG_NANOS);
        assertThat(completions).containsExactly(false, false);
    }

    @Test
    void everybodyTakesItAndReturnsWhatWasBefore() {
        scanout.show(first, 0);
        Subscription one = scanout.subscribe(() -> {});
        Subscription other = scanout.subscribe(() -> {});
        one.acquire().release();
        Frame old = other.acquire();
        flipTo(second);
        one.acquire().release();
        assertThat(completions).isEmpty();
        old.release();
        assertThat(completions).as("it has not taken the new one").isEmpty();
        other.acquire();
        assertThat(completions).containsExactly(false);
    }

    @Test
    void whoLeavesIsNotWaitedFor() {
        scanout.show(first, 0);
        Subscription subscription = scanout.subscribe(() -> {});
        flipTo(second);
        assertThat(completions).isEmpty();
        subscription.close();
        assertThat(completions).containsExactly(false);
    }

    @Test
    void aDeviceThatReadsTheOldPictureIsWaitedFor() {
        try (EventFd fence = EventFd.create()) {
            scanout.show(first, 0);
            Subscription subscription = scanout.subscribe(() -> {});
            subscription.acquire().release(fence.dup().take());
            flipTo(second);
            subscription.acquire().release();
            assertThat(completions).isEmpty();
            fence.signal();
            while (completions.isEmpty()) {
                loop.turn(1000);
            }
            assertThat(completions).containsExactly(false);
        }
    }

    @Test
    void aPresenterThatHangsDoesNotCostTheGuestItsMonitor() {
        scanout.show(first, 0);
        scanout.subscribe(() -> {});
        long begun = System.nanoTime();
        flipTo(second);
        while (completions.isEmpty()) {
            loop.turn(2000);
        }
        assertThat(completions).containsExactly(true);
        assertThat(System.nanoTime() - begun).isBetween(FlipTracker.LIMIT_NANOS, 2 * FlipTracker.LIMIT_NANOS);
    }

    @Test
    void aFlipAllocatesNothing() {
        FlipTracker counting = new FlipTracker(loop, () -> 0, late -> {});
        scanout.show(first, 0);
        Subscription subscription = scanout.subscribe(() -> {});
        flips(counting, subscription);
        long before = allocated();
        flips(counting, subscription);
        assertThat((allocated() - before) / (double) FLIPS).as("bytes a flip").isLessThan(1);
        subscription.close();
    }

    private void flips(FlipTracker counting, Subscription subscription) {
        for (int i = 0; i < FLIPS; i++) {
            scanout.await(true);
            scanout.show((i & 1) == 0 ? second : first, i);
            counting.begin(scanout, System.nanoTime());
            subscription.acquire().release();
            counting.check();
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
