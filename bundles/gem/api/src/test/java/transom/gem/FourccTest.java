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
        assertThat(Fourcc.XRGB4444.code()).isEqualTo(0x32315258);
        assertThat(Fourcc.ARGB4444.code()).isEqualTo(0x32315241);
        assertThat(Fourcc.XRGB1555.code()).isEqualTo(0x35315258);
        assertThat(Fourcc.ARGB1555.code()).isEqualTo(0x35315241);
        assertThat(Fourcc.YUYV.code()).isEqualTo(0x56595559);
    }

    @Test
    void pixelsHaveTheirBytes() {
        assertThat(Fourcc.XRGB8888.bytesPerPixel()).isEqualTo(4);
        assertThat(Fourcc.RGB888.bytesPerPixel()).isEqualTo(3);
        assertThat(Fourcc.ARGB1555.bytesPerPixel()).isEqualTo(2);
        assertThat(Fourcc.YUYV.bytesPerPixel()).isEqualTo(2);
        assertThat(Fourcc.RGB332.bytesPerPixel()).isEqualTo(1);
    }

    @Test
    void onlyYuyvSharesColorBetweenPixels() {
        assertThat(Fourcc.YUYV.horizontalSubsampling()).isEqualTo(2);
        assertThat(Fourcc.XRGB8888.horizontalSubsampling()).isEqualTo(1);
    }

    @Test
    void anUnknownFormatIsNamedInTheError() {
        assertThatThrownBy(() -> Fourcc.of("NV12").bytesPerPixel()).hasMessageContaining("NV12");
        assertThat(Fourcc.of("NV12").isKnown()).isFalse();
        assertThat(Fourcc.XRGB1555.isKnown()).isTrue();
        assertThatThrownBy(() -> Fourcc.of("XR2")).hasMessageContaining("'XR2'");
        assertThat(new Fourcc(7)).hasToString("0x00000007");
    }
}
