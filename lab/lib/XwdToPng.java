import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Turns a window dump (X11/XWDFile.h, version 7, ZPixmap) into a PNG. Pixels have 32 bits; or 24, which is how xwd puts a screen
 * together whose windows have several visuals.
 */
public final class XwdToPng {
    private static final int VERSION = 7;
    private static final int Z_PIXMAP = 2;
    private static final int COLOR_BYTES = 12;

    private XwdToPng() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 2) {
            System.err.println("usage: java XwdToPng.java DUMP.xwd PICTURE.png");
            System.exit(2);
        }
        var image = read(ByteBuffer.wrap(Files.readAllBytes(Path.of(arguments[0]))));
        if (!ImageIO.write(image, "png", new File(arguments[1]))) {
            throw new IOException("this JRE writes no PNG");
        }
    }

    /** The header is 25 words in big-endian order, the window's name, then a color map, then the pixels. */
    static BufferedImage read(ByteBuffer dump) throws IOException {
        int headerBytes = dump.getInt(0);
        int width = word(dump, 4);
        int height = word(dump, 5);
        var pixelOrder = word(dump, 7) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        int bitsPerPixel = word(dump, 11);
        int bytesPerLine = word(dump, 12);
        int colors = word(dump, 19);
        if (word(dump, 1) != VERSION || word(dump, 2) != Z_PIXMAP || bitsPerPixel != 32 && bitsPerPixel != 24) {
            throw new IOException("not a version 7 dump of pixels of 24 or 32 bits: " + describe(dump));
        }
        if (word(dump, 14) != 0xff0000 || word(dump, 15) != 0xff00 || word(dump, 16) != 0xff) {
            throw new IOException("red, green and blue are not where XRGB has them: " + describe(dump));
        }
        var pixels = dump.slice(
                        headerBytes + colors * COLOR_BYTES,
                        dump.capacity() - headerBytes - colors * COLOR_BYTES)
                .order(pixelOrder);
        var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                image.setRGB(x, y, pixel(pixels, y * bytesPerLine + x * (bitsPerPixel / 8), bitsPerPixel));
            }
        }
        return image;
    }

    private static int pixel(ByteBuffer pixels, int at, int bits) {
        if (bits == 32) {
            return pixels.getInt(at);
        }
        int first = pixels.get(at) & 0xff;
        int last = pixels.get(at + 2) & 0xff;
        boolean blueFirst = pixels.order() == ByteOrder.LITTLE_ENDIAN;
        return (blueFirst ? last : first) << 16 | (pixels.get(at + 1) & 0xff) << 8 | (blueFirst ? first : last);
    }

    private static int word(ByteBuffer dump, int index) {
        return dump.getInt(index * 4);
    }

    private static String describe(ByteBuffer dump) {
        int nameBytes = Math.max(0, dump.getInt(0) - 101);
        var name = new String(dump.array(), 100, Math.min(nameBytes, 200), StandardCharsets.UTF_8);
        return "version " + word(dump, 1) + ", format " + word(dump, 2) + ", " + word(dump, 11) + " bits, window '" + name + "'";
    }
}
