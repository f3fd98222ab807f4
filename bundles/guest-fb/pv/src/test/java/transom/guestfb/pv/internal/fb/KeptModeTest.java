package transom.guestfb.pv.internal.fb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import transom.guestfb.pv.internal.FakeKeep;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.keep.KeptEntry;
import transom.xen.DeviceId;
import transom.xen.DomId;

class KeptModeTest {

    private static final DeviceId DEVICE = new DeviceId(new DomId(3), "vfb", 0);
    private static final KeptMode.Instance INSTANCE = new KeptMode.Instance(1L << 35, 8);
    private static final Limits LIMITS = new Limits(1 << 24, 4096);
    private static final FramebufferLayout FIRST = new FramebufferLayout(800, 600, 3200, 0, 32, 2 << 20);

    private final FakeKeep keep = new FakeKeep();
    private final KeptMode kept = new KeptMode(keep, DEVICE);

    @Test
    void withoutARecordThePageIsRight() {
        assertThat(kept.restore(INSTANCE, FIRST, LIMITS)).isEqualTo(FIRST);
    }

    @Test
    void theLastResizeIsRestored() {
        FramebufferLayout resized = FIRST.resized(640, 480, 1280, 16, 100, LIMITS);
        kept.put(INSTANCE, resized);
        assertThat(new KeptMode(keep, DEVICE).restore(INSTANCE, FIRST, LIMITS)).isEqualTo(resized);
        assertThat(keep.list()).extracting(KeptEntry::name).containsExactly("vfb/3/0/mode");
    }

    @Test
    void anotherFrontendsRecordIsNotUsed() {
        kept.put(INSTANCE, FIRST.resized(640, 480, 2560, 32, 0, LIMITS));
        assertThat(kept.restore(new KeptMode.Instance(1L << 35, 9), FIRST, LIMITS))
                .isEqualTo(FIRST);
    }

    @Test
    void aRecordThatDoesNotFitIsNotUsed() {
        kept.put(INSTANCE, new FramebufferLayout(1920, 1080, 7680, 0, 32, 8294400));
        assertThat(kept.restore(INSTANCE, FIRST, LIMITS)).isEqualTo(FIRST);
        keep.putRecord("vfb/3/0/mode", new byte[] {1, 2, 3});
        assertThat(kept.restore(INSTANCE, FIRST, LIMITS)).isEqualTo(FIRST);
    }

    @Test
    void devicesThatHaveGoneAreForgotten() {
        kept.put(INSTANCE, FIRST);
        new KeptMode(keep, new DeviceId(new DomId(4), "vfb", 0)).put(INSTANCE, FIRST);
        keep.putRecord("somebody/else", new byte[1]);
        KeptMode.retain(keep, Set.of(DEVICE));
        assertThat(keep.list()).extracting(KeptEntry::name).containsExactly("somebody/else", "vfb/3/0/mode");
    }
}
