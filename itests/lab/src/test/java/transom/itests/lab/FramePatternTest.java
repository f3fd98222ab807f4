package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;

class FramePatternTest {

    private static BufferedImage image(int frame) {
        var image = new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 20; y++) {
            for (int x = 0; x < 30; x++) {
                image.setRGB(5 + x, 7 + y, x == 0 && y == 0 ? frame : Pattern.pixel(x, y, frame));
            }
        }
        return image;
    }

    @Test
    void aPartOfAScreenIsCompared() {
        assertThat(FramePattern.wrong(image(77), 5, 7, 30, 20, 77)).isZero();
        assertThat(FramePattern.wrong(image(77), 5, 7, 30, 20, 78)).isEqualTo(600);
    }

    @Test
    void oneWrongPixelIsFoundAndTheFirstOneToo() {
        var image = image(77);
        image.setRGB(5 + 29, 7 + 19, 0);
        assertThat(FramePattern.wrong(image, 5, 7, 30, 20, 77)).isEqualTo(1);
        image.setRGB(5, 7, 76);
        assertThat(FramePattern.wrong(image, 5, 7, 30, 20, 77)).isEqualTo(2);
    }

    @Test
    void whatLiesOutsideOfThePictureIsWrong() {
        assertThat(FramePattern.wrong(image(77), 35, 7, 30, 20, 77)).isEqualTo(600);
    }
}
