package transom.itests.framecheck.internal.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.ByteBuffer;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;
import transom.guestfb.Scanout;
import transom.present.support.FakeBuffer;
import transom.present.support.FakeScanout;
import transom.xen.DeviceId;
import transom.xen.DomId;

class FrameCheckerTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final FrameChecker checker = new FrameChecker();

    @AfterEach
    void close() {
        checker.close();
    }

    private static FakeBuffer frame(int number) {
        FakeBuffer buffer = new FakeBuffer(64, 48, 0, Fourcc.XRGB8888);
        ByteBuffer pixels = buffer.beginCpuAccess();
        pixels.put(0, PictureTest.painted(Word.XR24, 64, 48, number), 0, 64 * 48 * 4);
        buffer.endCpuAccess();
        return buffer;
    }

    private static FakeScanout scanout(int number) {
        return new FakeScanout(new DeviceId(new DomId(3), "vdispl", 0), "guest", frame(number));
    }

    private Findings awaitFrames(long frames) {
        await().atMost(LIMIT).until(() -> only().frames() == frames);
        return only();
    }

    private Findings only() {
        assertThat(checker.findings()).hasSize(1);
        return checker.findings().get(0);
    }

    private void flip(FakeScanout scanout, int... numbers) {
        for (int number : numbers) {
            long before = only().frames();
            scanout.show(frame(number));
            awaitFrames(before + 1);
        }
    }

    @Test
    void everyFlipIsComparedAndReturned() {
        FakeScanout scanout = scanout(0);
        checker.add(scanout);
        awaitFrames(1);
        flip(scanout, 1, 2, 3, 4);
        Findings found = only();
        assertThat(found.device()).isEqualTo("dom3/vdispl0:0");
        assertThat(found.badPixels()).isZero();
        assertThat(found.missing() + found.repeated() + found.backward()).isZero();
        assertThat(found.firstNumber()).isZero();
        assertThat(found.lastNumber()).isEqualTo(4);
        assertThat(found.problem()).isNull();
        checker.remove(scanout);
        assertThat(scanout.complaints()).isEmpty();
        assertThat(scanout.subscriptions()).isZero();
        assertThat(scanout.picture().readers()).isZero();
    }

    @Test
    void aWrongPixelIsCountedAndTheFirstPlaceKept() {
        FakeScanout scanout = scanout(0);
        checker.add(scanout);
        awaitFrames(1);
        FakeBuffer bad = frame(1);
        bad.beginCpuAccess().putInt((5 * 64 + 7) * 4, 0x123456);
        bad.endCpuAccess();
        scanout.show(bad);
        awaitFrames(2);
        flip(scanout, 2);
        Findings found = only();
        assertThat(found.badPixels()).isEqualTo(1);
        assertThat(found.badFrames()).isEqualTo(1);
        assertThat(found.firstBad()).startsWith("frame 1: 7,5 is 00123456, not 00");
    }

    @Test
    void aSkippedFrameIsMissing() {
        FakeScanout scanout = scanout(0);
        checker.add(scanout);
        awaitFrames(1);
        flip(scanout, 1, 3);
        assertThat(only().missing()).isEqualTo(1);
        checker.reset();
        assertThat(only().frames()).isZero();
        flip(scanout, 9, 10);
        assertThat(only().missing()).isZero();
    }

    @Test
    void aScanoutThatComesAgainBeginsALife() {
        FakeScanout first = scanout(7);
        checker.add(first);
        awaitFrames(1);
        checker.remove(first);
        checker.add(scanout(0));
        Findings found = awaitFrames(2);
        assertThat(found.lives()).isEqualTo(2);
        assertThat(found.backward()).isZero();
    }

    @Test
    void framesAreLeftAloneWhenNotWatched() {
        FakeScanout scanout = scanout(0);
        checker.add(scanout);
        awaitFrames(1);
        checker.watch(false);
        assertThat(scanout.subscriptions()).isZero();
        checker.watch(true);
        awaitFrames(2);
        assertThat(scanout.subscriptions()).isEqualTo(1);
    }

    @Test
    void anotherFormatIsSaidNotGuessed() {
        FakeScanout scanout = FakeScanout.of(new DeviceId(new DomId(3), "vdispl", 0), "guest", 64, 48, Fourcc.RGB332);
        checker.add(scanout);
        await().atMost(LIMIT).until(() -> only().problem() != null);
        assertThat(only().problem()).contains("RGB8");
        assertThat(only().frames()).isZero();
        assertThat(Scanout.label(scanout.device(), 0)).isEqualTo(only().device());
    }
}
