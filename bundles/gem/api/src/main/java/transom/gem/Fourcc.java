package transom.gem;

import java.util.Locale;
import java.util.Map;

/**
 * A pixel format by its four character code, as DRM names it (drm_fourcc.h). Formats are named from the highest bit of
 * the little-endian pixel down: the bytes of an XRGB8888 pixel in memory are B, G, R, X.
 */
public record Fourcc(int code) {

    /** 32 bits: 8 unused, red, green, blue. */
    public static final Fourcc XRGB8888 = of("XR24");

    /** 32 bits: alpha, red, green, blue. */
    public static final Fourcc ARGB8888 = of("AR24");

    /** 24 bits: red, green, blue; three bytes a pixel. */
    public static final Fourcc RGB888 = of("RG24");

    /** 16 bits: 5 red, 6 green, 5 blue. */
    public static final Fourcc RGB565 = of("RG16");

    /** 8 bits: 3 red, 3 green, 2 blue. */
    public static final Fourcc RGB332 = of("RGB8");

    /** 16 bits: 4 unused, 4 red, 4 green, 4 blue. */
    public static final Fourcc XRGB4444 = of("XR12");

    /** 16 bits: 4 alpha, 4 red, 4 green, 4 blue. */
    public static final Fourcc ARGB4444 = of("AR12");

    /** 16 bits: 1 unused, 5 red, 5 green, 5 blue. */
    public static final Fourcc XRGB1555 = of("XR15");

    /** 16 bits: 1 alpha, 5 red, 5 green, 5 blue. */
    public static final Fourcc ARGB1555 = of("AR15");

    /** 32 bits for two pixels: luma of the left one, blue chroma, luma of the right one, red chroma. */
    public static final Fourcc YUYV = of("YUYV");

    private static final Map<Fourcc, Integer> BYTES_PER_PIXEL = Map.of(
            XRGB8888, 4, ARGB8888, 4, RGB888, 3, RGB565, 2, RGB332, 1, XRGB4444, 2, ARGB4444, 2, XRGB1555, 2, ARGB1555,
            2, YUYV, 2);

    /** The format with this four character name, e.g. {@code XR24}. */
    public static Fourcc of(String name) {
        if (name.length() != 4) {
            throw new IllegalArgumentException("fourcc '" + name + "' must have four characters, e.g. XR24");
        }
        return new Fourcc(name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24);
    }

    /** Whether this version knows how its pixels lie in memory. */
    public boolean isKnown() {
        return BYTES_PER_PIXEL.containsKey(this);
    }

    /** Bytes of one pixel; {@link IllegalArgumentException} for a format that this version does not know. */
    public int bytesPerPixel() {
        Integer bytes = BYTES_PER_PIXEL.get(this);
        if (bytes == null) {
            throw new IllegalArgumentException("unknown pixel format " + this);
        }
        return bytes;
    }

    /** Pixels of a row that share their color: a picture's width is a multiple of it. */
    public int horizontalSubsampling() {
        return equals(YUYV) ? 2 : 1;
    }

    @Override
    public String toString() {
        StringBuilder name = new StringBuilder(4);
        for (int shift = 0; shift < 32; shift += 8) {
            int c = code >>> shift & 0xff;
            if (c < 0x20 || c > 0x7e) {
                return String.format(Locale.ROOT, "0x%08x", code);
            }
            name.append((char) c);
        }
        return name.toString();
    }
}
