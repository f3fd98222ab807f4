package transom.present.support;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import transom.gem.Buffer;

/** Pictures as PNG files, by the JDK's {@code javax.imageio} (module java.desktop, which headless JREs have too). */
public final class Png {

    private Png() {}

    /** The picture in pixels that are read by absolute index. */
    public static BufferedImage image(ByteBuffer pixels, int width, int height, int stride, Rgb format) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, format.at(pixels, y * stride, x, width));
            }
        }
        return image;
    }

    /** The picture in a buffer on which the caller holds a lock. */
    public static BufferedImage image(Buffer buffer) {
        Rgb format = Rgb.of(buffer.format().fourcc());
        ByteBuffer pixels = buffer.beginCpuAccess();
        try {
            return image(pixels, buffer.width(), buffer.height(), buffer.stride(), format);
        } finally {
            buffer.endCpuAccess();
        }
    }

    /** Writes or replaces a file. */
    public static void write(BufferedImage image, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            if (!ImageIO.write(image, "png", out)) {
                throw new IOException("this Java cannot write PNG files: javax.imageio has no writer for them");
            }
        }
    }
}
