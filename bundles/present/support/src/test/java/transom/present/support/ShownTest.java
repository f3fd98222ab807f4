package transom.present.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;
import transom.present.Presentation;
import transom.xen.DeviceId;
import transom.xen.DomId;

class ShownTest {

    private final FakeScanout scanout =
            FakeScanout.of(new DeviceId(new DomId(3), "vfb", 0), "guest", 8, 4, Fourcc.XRGB8888);
    private final Shown shown = new Shown();

    private Presentation presentation() {
        return shown.presentation(scanout, scanout.mode(), Presentation.State.SHOWN, "memory", "upload");
    }

    @Test
    void nothingShownIsZero() {
        assertThat(presentation().latency()).isEqualTo(Presentation.Latency.NONE);
        assertThat(presentation().framesPresented()).isZero();
    }

    @Test
    void framesAreSummedUp() {
        shown.count(7, 128, 32, TimeUnit.MICROSECONDS.toNanos(100));
        shown.count(9, 64, 16, TimeUnit.HOURS.toNanos(1));
        assertThat(presentation().framesPresented()).isEqualTo(2);
        assertThat(presentation().cpuBytesCopied()).isEqualTo(192);
        assertThat(presentation().damagedPixels()).isEqualTo(48);
        assertThat(presentation().lastSequence()).isEqualTo(9);
        assertThat(presentation().latency().p50Micros()).isEqualTo(100);
        assertThat(presentation().latency().maxMicros()).isGreaterThanOrEqualTo(59_000_000);
    }
}
