package transom.present.support;

import java.nio.ByteBuffer;
import transom.gem.Fourcc;

/**
 * The color of a pixel as {@code 0xRRGGBB}. Narrow channels are widened as GL does it for normalized values, to
 * {@code round(c * 255 / max)} (OpenGL ES 3.2, section 2.3.5). The alpha of ARGB8888 is left out: a screen has nothing
 * behind it.
 */
public enum Rgb {
    BYTES_4(4) {
        @Override
        public int at(ByteBuffer pixels, int index) {
            return pixels.get(index) & 0xff
                    | (pixels.get(index + 1) & 0xff) << 8
                    | (pixels.get(index + 2) & 0xff) << 16;
        }
    },
    BYTES_3(3) {
        @Override
        public int at(ByteBuffer pixels, int index) {
            return BYTES_4.at(pixels, index);
        }
    },
    BITS_565(2) {
        @Override
        public int at(ByteBuffer pixels, int index) {
            int pixel = pixels.get(index) & 0xff | (pixels.get(index + 1) & 0xff) << 8;
            return widen(pixel >> 11, 31) << 16 | widen(pixel >> 5 & 63, 63) << 8 | widen(pixel & 31, 31);
        }
    },
    BITS_332(1) {
        @Override
        public int at(ByteBuffer pixels, int index) {
            int pixel = pixels.get(index) & 0xff;
            return widen(pixel >> 5, 7) << 16 | widen(pixel >> 2 & 7, 7) << 8 | widen(pixel & 3, 3);
        }
    };

    private final int bytes;

    Rgb(int bytes) {
        this.bytes = bytes;
    }

    /** How to read a format; {@link IllegalArgumentException} for one that no presenter knows. */
    public static Rgb of(Fourcc fourcc) {
        if (fourcc.equals(Fourcc.XRGB8888) || fourcc.equals(Fourcc.ARGB8888)) {
            return BYTES_4;
        } else if (fourcc.equals(Fourcc.RGB888)) {
            return BYTES_3;
        } else if (fourcc.equals(Fourcc.RGB565)) {
            return BITS_565;
        } else if (fourcc.equals(Fourcc.RGB332)) {
            return BITS_332;
        }
        throw new IllegalArgumentException("pixel format " + fourcc + " cannot be shown");
    }

    /** Bytes of one pixel. */
    public int bytes() {
        return bytes;
    }

    /** The color of the pixel whose first byte is at an index. */
    public abstract int at(ByteBuffer pixels, int index);

    private static int widen(int value, int max) {
        return (value * 255 * 2 + max) / (2 * max);
    }
}
