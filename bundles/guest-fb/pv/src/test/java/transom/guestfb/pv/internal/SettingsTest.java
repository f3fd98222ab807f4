package transom.guestfb.pv.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static PvBackend.Config config(int mib, int devices) {
        return new PvBackend.Config() {
            @Override
            public int max_framebuffer_mib() {
                return mib;
            }

            @Override
            public int max_devices() {
                return devices;
            }

            @Override
            public Class<? extends Annotation> annotationType() {
                return PvBackend.Config.class;
            }
        };
    }

    @Test
    void mebibytesAreBytes() {
        assertThat(Settings.of(config(128, 7)).limits().memory()).isEqualTo(134217728);
        assertThat(Settings.of(config(128, 7)).devices()).isEqualTo(7);
    }

    @Test
    void aBadValueIsNamedWithAWayOut() {
        assertThatThrownBy(() -> Settings.of(config(0, 7)))
                .hasMessage(
                        "transom.guestfb.pv: max.framebuffer.mib is 0; set a number from 1 to 246, or leave it out for"
                                + " the default");
        assertThatThrownBy(() -> Settings.of(config(1, -1))).hasMessageContaining("max.devices is -1");
    }
}
