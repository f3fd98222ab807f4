package transom.xshot;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.util.Locale;
import javax.imageio.ImageIO;

/**
 * How two pictures differ in red, green and blue.
 *
 * @param pixels that differ; all pixels of the first one if the sizes differ
 * @param summary for people
 */
public record Comparison(long pixels, String summary) {

    public boolean isEqual() {
        return pixels == 0;
    }

    /** Compares pixel by pixel. */
    public static Comparison of(BufferedImage a, BufferedImage b) {
        if (a.getWidth() != b.getWidth() || a.getHeight() != b.getHeight()) {
            String sizes = size(a) + " and " + size(b);
            return new Comparison(Math.max(1, (long) a.getWidth() * a.getHeight()), "sizes differ: " + sizes);
        }
        long count = 0;
        String first = "";
        for (int y = 0; y < a.getHeight(); y++) {
            for (int x = 0; x < a.getWidth(); x++) {
                int left = a.getRGB(x, y) & 0xffffff;
                int right = b.getRGB(x, y) & 0xffffff;
                if (left != right && count++ == 0) {
                    first = String.format(Locale.ROOT, "the first at %d,%d: #%06x and #%06x", x, y, left, right);
                }
            }
        }
        return count == 0
                ? new Comparison(0, "equal: " + size(a))
                : new Comparison(count, count + " of " + size(a) + " pixels differ, " + first);
    }

    /** Compares two picture files. */
    public static Comparison of(File a, File b) throws IOException {
        return of(read(a), read(b));
    }

    private static BufferedImage read(File file) throws IOException {
        BufferedImage image = file.canRead() ? ImageIO.read(file) : null;
        if (image == null) {
            throw new IOException("'" + file + "' is not a readable picture");
        }
        return image;
    }

    private static String size(BufferedImage image) {
        return image.getWidth() + "x" + image.getHeight();
    }
}
