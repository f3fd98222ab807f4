package transom.gem;

import java.util.Locale;

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

    /** The format with this four character name, e.g. {@code XR24}. */
    public static Fourcc of(String name) {
        if (name.length() != 4) {
            throw new IllegalArgumentException("fourcc '" + name + "' must have four characters, e.g. XR24");
        }
        return new Fourcc(name.charAt(0) | name.charAt(1) << 8 | name.charAt(2) << 16 | name.charAt(3) << 24);
    }

    /** Bytes of one pixel; {@link IllegalArgumentException} for a format that this version does not know. */
    public int bytesPerPixel() {
        if (equals(XRGB8888) || equals(ARGB8888)) {
            return 4;
        } else if (equals(RGB888)) {
            return 3;
        } else if (equals(RGB565)) {
            return 2;
        } else if (equals(RGB332)) {
            return 1;
        }
        throw new IllegalArgumentException("unknown pixel format " + this);
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
