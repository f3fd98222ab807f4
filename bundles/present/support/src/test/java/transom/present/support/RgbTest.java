package transom.present.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;

class RgbTest {

    private static int rgb(Fourcc fourcc, int... bytes) {
        ByteBuffer pixels = ByteBuffer.allocate(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            pixels.put(i, (byte) bytes[i]);
        }
        return Rgb.of(fourcc).at(pixels, 0);
    }

    @Test
    void wideFormatsKeepTheirBytes() {
        assertThat(rgb(Fourcc.XRGB8888, 0x33, 0x22, 0x11, 0xff)).isEqualTo(0x112233);
        assertThat(rgb(Fourcc.ARGB8888, 0x33, 0x22, 0x11, 0x00)).isEqualTo(0x112233);
        assertThat(rgb(Fourcc.RGB888, 0x33, 0x22, 0x11)).isEqualTo(0x112233);
    }

    @Test
    void narrowChannelsAreRoundedToTheNearest() {
        for (int c = 0; c < 32; c++) {
            int pixel = c << 11 | c;
            int expected = (int) Math.round(c * 255 / 31.0);
            assertThat(rgb(Fourcc.RGB565, pixel & 0xff, pixel >> 8)).isEqualTo(expected << 16 | expected);
        }
        for (int c = 0; c < 64; c++) {
            int pixel = c << 5;
            assertThat(rgb(Fourcc.RGB565, pixel & 0xff, pixel >> 8)).isEqualTo((int) Math.round(c * 255 / 63.0) << 8);
        }
        assertThat(rgb(Fourcc.RGB332, 0b010_101_10)).isEqualTo(73 << 16 | 182 << 8 | 170);
    }

    @Test
    void anUnknownFormatIsRefusedByName() {
        assertThatThrownBy(() -> Rgb.of(Fourcc.of("NV12")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NV12");
    }
}
