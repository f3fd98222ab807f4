package transom.guestfb.pv.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.annotation.Annotation;
import org.junit.jupiter.api.Test;
import transom.guestfb.Route;

class SettingsTest {

    private static PvBackend.Config config(int mib, int devices) {
        return config(mib, devices, "", 60);
    }

    private static PvBackend.Config config(int mib, int devices, String routes, int hz) {
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
            public int max_buffer_mib() {
                return mib;
            }

            @Override
            public String routes() {
                return routes;
            }

            @Override
            public String allocators() {
                return "vgem, udmabuf";
            }

            @Override
            public int refresh_hz() {
                return hz;
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

    @Test
    void routesAndAllocatorsAreListsOfNames() {
        assertThat(Settings.of(config(1, 1)).displays().routes()).hasSize(3);
        assertThat(Settings.of(config(1, 1)).displays().allocators()).containsExactly("vgem", "udmabuf");
        assertThat(Settings.of(config(1, 1, "upload,back-grant", 60)).displays().routes())
                .containsExactlyInAnyOrder(Route.UPLOAD, Route.BACK_GRANT);
        assertThatThrownBy(() -> Settings.of(config(1, 1, "offer", 60)))
                .hasMessage("transom.guestfb.pv: routes names 'offer'; set a comma separated list of back-grant,"
                        + " front-export, upload, or leave it out for all");
        assertThatThrownBy(() -> Settings.of(config(1, 1, "", 0))).hasMessageContaining("refresh.hz is 0");
    }
}
