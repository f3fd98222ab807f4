package transom.xshot;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.ByteBuffer;

/** What an X server has on the screen, by {@code GetImage}. */
public final class Screenshot {

    private static final int GET_IMAGE = 73;
    private static final int Z_PIXMAP = 2;

    private Screenshot() {}

    /** The picture in a viewable window that lies on the screen as a whole; what other windows cover is not in it. */
    public static BufferedImage of(XConnection server, XWindow window) throws IOException {
        try {
            return grab(server, window.id(), 0, 0, window.width(), window.height());
        } catch (XErrorException e) {
            if (e.isMismatch()) {
                throw new IOException("window " + window + " is hidden, or not on the screen as a whole", e);
            }
            throw e;
        }
    }

    /** The picture of the whole screen. */
    public static BufferedImage ofRoot(XConnection server) throws IOException {
        XSetup setup = server.setup();
        return grab(server, setup.root(), 0, 0, setup.width(), setup.height());
    }

    private static BufferedImage grab(XConnection server, int drawable, int x, int y, int width, int height)
            throws IOException {
        ByteBuffer request = XConnection.request(GET_IMAGE, Z_PIXMAP, 20).putInt(drawable);
        request.putShort((short) x).putShort((short) y).putShort((short) width).putShort((short) height);
        ByteBuffer reply = server.call(request.putInt(-1));
        int depth = reply.get(1) & 0xff;
        XSetup.Visual visual = server.setup().visuals().get(reply.getInt(8));
        int bits = server.setup().bitsPerPixel().getOrDefault(depth, 0);
        if (visual == null || bits != 32) {
            throw new IOException("a picture of depth " + depth + " with " + bits + " bits a pixel is not supported");
        }
        return decode(reply, visual, width, height);
    }

    private static BufferedImage decode(ByteBuffer reply, XSetup.Visual visual, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int pixel = reply.getInt(32 + 4 * (y * width + x));
                int red = channel(pixel, visual.red());
                int green = channel(pixel, visual.green());
                image.setRGB(x, y, red << 16 | green << 8 | channel(pixel, visual.blue()));
            }
        }
        return image;
    }

    private static int channel(int pixel, int mask) {
        int max = mask >>> Integer.numberOfTrailingZeros(mask);
        int value = (pixel & mask) >>> Integer.numberOfTrailingZeros(mask);
        return (value * 255 * 2 + max) / (2 * max);
    }
}
