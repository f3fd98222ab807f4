package transom.itests.lab;

import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/** The painter's picture, by the formula of {@code native/painter/pattern.h}. */
final class Pattern {
    /** A failed comparison shows this many pixels; a wrong picture has half a million. */
    private static final int SHOWN = 5;

    private Pattern() {}

    /** XRGB8888 with X = 0. */
    static int pixel(int x, int y, int seed) {
        int red = (x + 7 * seed) & 0xff;
        int green = (y + 13 * seed) & 0xff;
        int blue = ((x ^ y) + 37 * (x / 256) + 59 * (y / 256) + 29 * seed) & 0xff;
        return red << 16 | green << 8 | blue;
    }

    /** Empty when every pixel is right; else the first few that are not, and how many there are. */
    static List<String> differences(BufferedImage image, int seed) {
        var shown = new ArrayList<String>();
        int wrong = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                int is = image.getRGB(x, y) & 0xffffff;
                if (is != pixel(x, y, seed) && ++wrong <= SHOWN) {
                    shown.add("%d,%d is %06x, not %06x".formatted(x, y, is, pixel(x, y, seed)));
                }
            }
        }
        if (wrong > SHOWN) {
            shown.add("%d pixels in all".formatted(wrong));
        }
        return shown;
    }
}
