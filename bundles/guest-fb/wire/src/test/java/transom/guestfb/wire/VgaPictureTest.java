package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;

class VgaPictureTest {

    private static final int XR24 = Fourcc.XRGB8888.code();
    private static final int MEMORY = 16 << 20;

    private static String refusal(int width, int height, int stride, int fourcc, long offset) {
        return assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> VgaPicture.of(width, height, stride, fourcc, offset, MEMORY))
                .actual()
                .getMessage();
    }

    @Test
    void aPictureMayFillTheMemory() {
        VgaPicture whole = VgaPicture.of(2048, 2048, 8192, XR24, 0, MEMORY);
        assertThat(whole.length()).isEqualTo(MEMORY);
        assertThat(VgaPicture.of(640, 480, 2560, XR24, MEMORY - 640 * 480 * 4, MEMORY)
                        .offset())
                .isEqualTo(MEMORY - 640 * 480 * 4);
        assertThat(refusal(640, 480, 2560, XR24, MEMORY - 640 * 480 * 4 + 1)).contains("ends past the 16777216 bytes");
    }

    @Test
    void sizesAreUnsignedAndBounded() {
        assertThat(refusal(0, 480, 2560, XR24, 0)).contains("width is 0 ");
        assertThat(refusal(-1, 480, 2560, XR24, 0)).contains("width is 4294967295 ");
        assertThat(refusal(16385, 1, 1 << 17, XR24, 0)).contains("width is 16385 and must be 1 to 16384");
        assertThat(refusal(640, 0, 2560, XR24, 0)).contains("height is 0 ");
        assertThat(refusal(640, Integer.MIN_VALUE, 2560, XR24, 0)).contains("height is 2147483648 ");
        assertThat(refusal(640, 480, 2559, XR24, 0)).contains("stride 2559 is less than the 2560 bytes");
        assertThat(refusal(640, 480, -4, XR24, 0)).contains("stride 4294967292");
        assertThat(refusal(640, 480, 2560, XR24, -1)).contains("offset 18446744073709551615");
        assertThat(refusal(640, 480, 2560, XR24, Long.MIN_VALUE)).contains("ends past");
    }

    @Test
    void onlyFormatsOfAVgaArePictures() {
        assertThat(VgaPicture.of(640, 480, 1280, Fourcc.RGB565.code(), 0, MEMORY)
                        .length())
                .isEqualTo(614400);
        assertThat(VgaPicture.of(640, 480, 1920, Fourcc.RGB888.code(), 0, MEMORY)
                        .fourcc())
                .isEqualTo(Fourcc.RGB888);
        assertThat(refusal(640, 480, 2560, Fourcc.YUYV.code(), 0)).contains("fourcc is YUYV");
        assertThat(refusal(640, 480, 2560, 7, 0)).contains("fourcc is 0x00000007");
    }

    @Test
    void whatASingleRowSaysOfTheNextIsNotUsed() {
        VgaPicture row = VgaPicture.of(640, 1, -4, XR24, 0, MEMORY);
        assertThat(row.length()).isEqualTo(2560);
        assertThat(row.stride()).isEqualTo(MEMORY);
    }

    @Property
    void everyPixelOfWhatIsAcceptedLiesInTheMemory(
            @ForAll int width, @ForAll int height, @ForAll int stride, @ForAll long offset, @ForAll boolean near) {
        int w = near ? (width & 0x7fff) : width;
        int h = near ? (height & 0x7fff) : height;
        int s = near ? (stride & 0xffff) : stride;
        long o = near ? (offset & 0x1ffffff) : offset;
        VgaPicture picture;
        try {
            picture = VgaPicture.of(w, h, s, XR24, o, MEMORY);
        } catch (ProtocolException e) {
            return;
        }
        assertThat(picture.offset()).isNotNegative();
        assertThat((long) picture.offset() + (long) picture.stride() * (picture.height() - 1) + picture.width() * 4L)
                .isLessThanOrEqualTo(MEMORY);
    }
}
