package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {
    /** The same hand-made numbers as in native/painter/check.sh: both sides of the comparison stand on them. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 000000", "3, 2, 0, 030201", "0, 0, 1, 070d1d", "256, 0, 0, 000025", "0, 256, 0, 00003b"})
    void pixelsFollowTheFormula(int x, int y, int seed, String expected) {
        assertThat("%06x".formatted(Pattern.pixel(x, y, seed))).isEqualTo(expected);
    }

    @Test
    void oneWrongPixelIsFound() {
        var image = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 300; y++) {
            for (int x = 0; x < 300; x++) {
                image.setRGB(x, y, Pattern.pixel(x, y, 9));
            }
        }
        assertThat(Pattern.differences(image, 9)).isEmpty();
        image.setRGB(299, 298, 0x123456);
        assertThat(Pattern.differences(image, 9)).singleElement().asString().startsWith("299,298 is 123456");
    }

    @Test
    void aPictureShiftedBy256PixelsIsNotTakenForRight() {
        var image = new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 64; y++) {
            for (int x = 0; x < 64; x++) {
                image.setRGB(x, y, Pattern.pixel(x + 256, y, 1));
            }
        }
        assertThat(Pattern.differences(image, 1)).hasSize(6);
    }
}
