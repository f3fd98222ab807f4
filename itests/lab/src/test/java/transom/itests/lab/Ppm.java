package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;

/** Netpbm's binary RGB format, as QEMU writes it: "P6", width, height, 255, then three bytes a pixel. */
final class Ppm {

    private Ppm() {}

    static BufferedImage read(InputStream file) throws IOException {
        assertThat(word(file)).isEqualTo("P6");
        int width = Integer.parseInt(word(file));
        int height = Integer.parseInt(word(file));
        assertThat(word(file)).as("largest value").isEqualTo("255");
        var bytes = file.readNBytes(width * height * 3);
        assertThat(bytes).hasSize(width * height * 3);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < width * height; i++) {
            int rgb = (bytes[3 * i] & 0xff) << 16 | (bytes[3 * i + 1] & 0xff) << 8 | bytes[3 * i + 2] & 0xff;
            image.setRGB(i % width, i / width, rgb);
        }
        return image;
    }

    /** Up to the one white space after it. */
    private static String word(InputStream file) throws IOException {
        var word = new StringBuilder();
        for (int c = file.read(); c > ' '; c = file.read()) {
            word.append((char) c);
        }
        return word.toString();
    }
}
