package transom.itests.lab;

import java.awt.image.BufferedImage;

/** The picture of a frame of {@code native/kms}, by the formula of {@code native/kms/frame.h}. */
final class FramePattern {

    private FramePattern() {}

    /** XRGB8888: the pattern with the frame's number as seed; the first pixel is that number. */
    static int pixel(int x, int y, int frame) {
        return x == 0 && y == 0 ? frame : Pattern.pixel(x, y, frame);
    }

    /** How many pixels of a part of an image are not the frame's; pixels outside of the image are not. */
    static long wrong(BufferedImage image, int left, int top, int width, int height, int frame) {
        long wrong = 0;
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                if (!isRight(image, left + x, top + y, pixel(x, y, frame))) {
                    wrong++;
                }
            }
        }
        return wrong;
    }

    private static boolean isRight(BufferedImage image, int x, int y, int pixel) {
        return x >= 0
                && y >= 0
                && x < image.getWidth()
                && y < image.getHeight()
                && ((image.getRGB(x, y) ^ pixel) & 0xffffff) == 0;
    }
}
