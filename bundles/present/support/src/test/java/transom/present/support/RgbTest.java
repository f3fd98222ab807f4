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
        Rgb format = Rgb.of(fourcc);
        return format.at(pixels, 0, 0, bytes.length / format.bytes());
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
    void formatsOfFourAndFiveBitsAreReadFromTheirPlaces() {
        for (Fourcc fourcc : new Fourcc[] {Fourcc.XRGB4444, Fourcc.ARGB4444}) {
            assertThat(rgb(fourcc, 0x23, 0xf1)).isEqualTo(0x112233);
            assertThat(rgb(fourcc, 0x23, 0x01)).isEqualTo(0x112233);
        }
        for (Fourcc fourcc : new Fourcc[] {Fourcc.XRGB1555, Fourcc.ARGB1555}) {
            int pixel = 7 << 10 | 21 << 5 | 30;
            assertThat(rgb(fourcc, pixel & 0xff, pixel >> 8)).isEqualTo(58 << 16 | 173 << 8 | 247);
            assertThat(rgb(fourcc, pixel & 0xff, pixel >> 8 | 0x80)).isEqualTo(58 << 16 | 173 << 8 | 247);
        }
    }

    @Test
    void lumaAndChromaAreBt601OfLimitedRange() {
        assertThat(rgb(Fourcc.YUYV, 16, 128, 16, 128)).isZero();
        assertThat(rgb(Fourcc.YUYV, 235, 128, 235, 128)).isEqualTo(0xffffff);
        assertThat(rgb(Fourcc.YUYV, 0, 128, 0, 128)).as("below black").isZero();
        for (int y = 0; y < 256; y += 5) {
            for (int u = 0; u < 256; u += 15) {
                for (int v = 0; v < 256; v += 15) {
                    int color = rgb(Fourcc.YUYV, y, u, 99, v);
                    assertNear(color >> 16, 255 / 219.0 * (y - 16) + 255 / 224.0 * 1.402 * (v - 128));
                    assertNear(
                            color >> 8 & 0xff,
                            255 / 219.0 * (y - 16)
                                    - 255 / 224.0 * 1.772 * 0.114 / 0.587 * (u - 128)
                                    - 255 / 224.0 * 1.402 * 0.299 / 0.587 * (v - 128));
                    assertNear(color & 0xff, 255 / 219.0 * (y - 16) + 255 / 224.0 * 1.772 * (u - 128));
                }
            }
        }
    }

    private static void assertNear(int channel, double exact) {
        assertThat((double) channel)
                .isBetween(Math.max(0, Math.min(exact, 255)) - 1, Math.max(0, Math.min(exact, 255)) + 1);
    }

    @Test
    void pairsOfPixelsShareTheirChroma() {
        ByteBuffer row = ByteBuffer.wrap(new byte[] {100, 10, 50, (byte) 200, 30, 20});
        assertThat(Rgb.YUYV.at(row, 0, 0, 3)).isEqualTo(Yuv.rgb(100, 10, 200));
        assertThat(Rgb.YUYV.at(row, 0, 1, 3)).isEqualTo(Yuv.rgb(50, 10, 200));
        assertThat(Rgb.YUYV.at(row, 0, 2, 3)).as("half a pair").isEqualTo(Yuv.rgb(30, 20, 200));
        assertThat(Rgb.YUYV.at(row, 4, 0, 1)).as("alone").isEqualTo(Yuv.rgb(30, 20, 128));
    }

    @Test
    void anUnknownFormatIsRefusedByName() {
        assertThatThrownBy(() -> Rgb.of(Fourcc.of("NV12")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("NV12");
    }
}
