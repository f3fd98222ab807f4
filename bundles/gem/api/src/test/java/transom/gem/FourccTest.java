package transom.gem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class FourccTest {

    @Test
    void codesAreThoseOfDrmFourcc() {
        assertThat(Fourcc.XRGB8888.code()).isEqualTo(0x34325258);
        assertThat(Fourcc.ARGB8888.code()).isEqualTo(0x34325241);
        assertThat(Fourcc.RGB888.code()).isEqualTo(0x34324752);
        assertThat(Fourcc.RGB565.code()).isEqualTo(0x36314752);
        assertThat(Fourcc.RGB332.code()).isEqualTo(0x38424752);
    }

    @Test
    void anUnknownFormatIsNamedInTheError() {
        assertThatThrownBy(() -> Fourcc.of("NV12").bytesPerPixel()).hasMessageContaining("NV12");
        assertThatThrownBy(() -> Fourcc.of("XR2")).hasMessageContaining("'XR2'");
        assertThat(new Fourcc(7)).hasToString("0x00000007");
    }
}
