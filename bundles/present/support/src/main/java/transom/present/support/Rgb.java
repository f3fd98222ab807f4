package transom.present.support;

import java.nio.ByteBuffer;
import java.util.Map;
import transom.gem.Fourcc;

/**
 * The color of a pixel as {@code 0xRRGGBB}. Narrow channels are widened as GL does it for normalized values, to
 * {@code round(c * 255 / max)} (OpenGL ES 3.2, section 2.3.5). Alpha is left out: a screen has nothing behind it.
 */
public enum Rgb {
    BYTES_4(4) {
        @Override
        int at(ByteBuffer pixels, int index) {
            return BYTES_3.at(pixels, index);
        }
    },
    BYTES_3(3) {
        @Override
        int at(ByteBuffer pixels, int index) {
            return pixels.get(index) & 0xff
                    | (pixels.get(index + 1) & 0xff) << 8
                    | (pixels.get(index + 2) & 0xff) << 16;
        }
    },
    BITS_565(2) {
        @Override
        int at(ByteBuffer pixels, int index) {
            int pixel = word(pixels, index);
            return rgb(widen(pixel >> 11, 31), widen(pixel >> 5 & 63, 63), widen(pixel & 31, 31));
        }
    },
    BITS_4444(2) {
        @Override
        int at(ByteBuffer pixels, int index) {
            int pixel = word(pixels, index);
            return rgb(widen(pixel >> 8 & 15, 15), widen(pixel >> 4 & 15, 15), widen(pixel & 15, 15));
        }
    },
    BITS_1555(2) {
        @Override
        int at(ByteBuffer pixels, int index) {
            int pixel = word(pixels, index);
            return rgb(widen(pixel >> 10 & 31, 31), widen(pixel >> 5 & 31, 31), widen(pixel & 31, 31));
        }
    },
    BITS_332(1) {
        @Override
        int at(ByteBuffer pixels, int index) {
            int pixel = pixels.get(index) & 0xff;
            return rgb(widen(pixel >> 5, 7), widen(pixel >> 2 & 7, 7), widen(pixel & 3, 3));
        }
    },
    /** Pairs of pixels share their chroma; the last pixel of an odd row takes V from the pair before it. */
    YUYV(2) {
        @Override
        int at(ByteBuffer pixels, int index) {
            return Yuv.rgb(word(pixels, index) & 0xff, Yuv.NEUTRAL, Yuv.NEUTRAL);
        }

        @Override
        public int at(ByteBuffer pixels, int row, int x, int width) {
            int even = x & ~1;
            int v = even + 1 < width ? even + 1 : even - 1;
            return Yuv.rgb(
                    word(pixels, row + 2 * x) & 0xff,
                    word(pixels, row + 2 * even) >> 8,
                    v < 0 ? Yuv.NEUTRAL : word(pixels, row + 2 * v) >> 8);
        }
    };

    private static final Map<Fourcc, Rgb> FORMATS = Map.of(
            Fourcc.XRGB8888, BYTES_4,
            Fourcc.ARGB8888, BYTES_4,
            Fourcc.RGB888, BYTES_3,
            Fourcc.RGB565, BITS_565,
            Fourcc.XRGB4444, BITS_4444,
            Fourcc.ARGB4444, BITS_4444,
            Fourcc.XRGB1555, BITS_1555,
            Fourcc.ARGB1555, BITS_1555,
            Fourcc.RGB332, BITS_332,
            Fourcc.YUYV, YUYV);

    private final int bytes;

    Rgb(int bytes) {
        this.bytes = bytes;
    }

    /** How to read a format; {@link IllegalArgumentException} for one that no presenter knows. */
    public static Rgb of(Fourcc fourcc) {
        Rgb format = FORMATS.get(fourcc);
        if (format == null) {
            throw new IllegalArgumentException("pixel format " + fourcc + " cannot be shown");
        }
        return format;
    }

    /** Bytes of one pixel. */
    public int bytes() {
        return bytes;
    }

    /**
     * The color of a pixel.
     *
     * @param row index of the row's first byte
     * @param x of the pixel
     * @param width of the row in pixels
     */
    public int at(ByteBuffer pixels, int row, int x, int width) {
        return at(pixels, row + x * bytes);
    }

    /** The color of the pixel whose first byte is at an index. */
    abstract int at(ByteBuffer pixels, int index);

    private static int word(ByteBuffer pixels, int index) {
        return pixels.get(index) & 0xff | (pixels.get(index + 1) & 0xff) << 8;
    }

    private static int rgb(int red, int green, int blue) {
        return red << 16 | green << 8 | blue;
    }

    private static int widen(int value, int max) {
        return (value * 255 * 2 + max) / (2 * max);
    }
}
