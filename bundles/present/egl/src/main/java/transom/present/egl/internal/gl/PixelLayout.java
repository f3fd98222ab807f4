package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_LUMINANCE;
import static org.lwjgl.opengles.GLES20.GL_LUMINANCE_ALPHA;
import static org.lwjgl.opengles.GLES20.GL_RGB;
import static org.lwjgl.opengles.GLES20.GL_RGBA;

import java.util.Map;
import transom.gem.Fourcc;

/**
 * How the pixels of a format lie in a texture, and the shader code that makes a color of a texel.
 *
 * <p>The bytes are taken as they are, in texture formats that OpenGL ES 2.0 must have (table 3.4) or as a dma-buf of one
 * or two bytes a pixel, and the shader puts them in order. Packed formats too: the color of GL's own 5-6-5 textures
 * depends on the driver in the last bit. Their colors are rounded to bytes in the shader, because {@code gl_FragColor}
 * is mediump: ten bits, and Mesa takes that at its word.
 */
enum PixelLayout {
    BGRX(GL_RGBA, 4, "vec3 decode(vec4 t, vec2 place) { return RGB(t); }"),
    BGR(GL_RGB, 3, "vec3 decode(vec4 t, vec2 place) { return RGB(t); }"),
    PACKED_565(GL_LUMINANCE_ALPHA, 2, """
            vec3 decode(vec4 t, vec2 place) {
                vec2 b = values(PAIR(t));
                float green = mod(b.y, 8.0) * 8.0 + floor(b.x / 32.0);
                return bytes(vec3(floor(b.y / 8.0) / 31.0, green / 63.0, mod(b.x, 32.0) / 31.0));
            }"""),
    PACKED_4444(GL_LUMINANCE_ALPHA, 2, """
            vec3 decode(vec4 t, vec2 place) {
                vec2 b = values(PAIR(t));
                return bytes(vec3(mod(b.y, 16.0), floor(b.x / 16.0), mod(b.x, 16.0)) / 15.0);
            }"""),
    PACKED_1555(GL_LUMINANCE_ALPHA, 2, """
            vec3 decode(vec4 t, vec2 place) {
                vec2 b = values(PAIR(t));
                float green = mod(b.y, 4.0) * 8.0 + floor(b.x / 32.0);
                return bytes(vec3(mod(floor(b.y / 4.0), 32.0), green, mod(b.x, 32.0)) / 31.0);
            }"""),
    PACKED_332(GL_LUMINANCE, 1, """
            vec3 decode(vec4 t, vec2 place) {
                float pixel = floor(t.r * 255.0 + 0.5);
                vec3 bits = vec3(floor(pixel / 32.0), mod(floor(pixel / 4.0), 8.0), mod(pixel, 4.0));
                return bytes(bits / vec3(7.0, 7.0, 3.0));
            }"""),
    /**
     * Two pixels share their chroma: that of the left one is U, that of the right one V; a pixel alone at the end of a
     * row takes V from the pair before it. ITU-R BT.601, limited range, in integers (as transom.present.support.Yuv).
     */
    YUYV(GL_LUMINANCE_ALPHA, 2, """
            float chroma(float x, float y) {
                return x < 0.0 ? 128.0 : values(PAIR(texture2D(picture, vec2((x + 0.5) / size.x, y)))).y;
            }
            vec3 decode(vec4 t, vec2 place) {
                float x = clamp(floor(place.x * size.x), 0.0, size.x - 1.0);
                float even = x - mod(x, 2.0);
                float u = chroma(even, place.y) - 128.0;
                float v = chroma(even + 1.0 < size.x ? even + 1.0 : even - 1.0, place.y) - 128.0;
                float luma = 298.0 * (values(PAIR(t)).x - 16.0) + 128.0;
                vec3 times256 = vec3(luma + 409.0 * v, luma - 100.0 * u - 208.0 * v, luma + 516.0 * u);
                return clamp(floor(times256 / 256.0), 0.0, 255.0) / 255.0;
            }"""),
    /** GL's own textures of narrow channels: the last bit that the driver chose is taken back. */
    LEVELS_565(0, 2, "vec3 decode(vec4 t, vec2 place) { return levels(t.rgb, vec3(31.0, 63.0, 31.0)); }"),
    LEVELS_4444(0, 2, "vec3 decode(vec4 t, vec2 place) { return levels(t.rgb, vec3(15.0)); }"),
    LEVELS_1555(0, 2, "vec3 decode(vec4 t, vec2 place) { return levels(t.rgb, vec3(31.0)); }");

    private static final Map<Fourcc, PixelLayout> FORMATS = Map.of(
            Fourcc.XRGB8888, BGRX,
            Fourcc.ARGB8888, BGRX,
            Fourcc.RGB888, BGR,
            Fourcc.RGB565, PACKED_565,
            Fourcc.XRGB4444, PACKED_4444,
            Fourcc.ARGB4444, PACKED_4444,
            Fourcc.XRGB1555, PACKED_1555,
            Fourcc.ARGB1555, PACKED_1555,
            Fourcc.RGB332, PACKED_332,
            Fourcc.YUYV, YUYV);

    private final int glFormat;
    private final int bytes;
    private final String shader;

    PixelLayout(int glFormat, int bytes, String shader) {
        this.glFormat = glFormat;
        this.bytes = bytes;
        this.shader = shader;
    }

    /** The one for the bytes of a format. */
    static PixelLayout of(Fourcc fourcc) {
        PixelLayout layout = FORMATS.get(fourcc);
        if (layout == null) {
            throw new GlException("pixel format " + fourcc + " cannot be shown");
        }
        return layout;
    }

    /** Both format and internal format of a texture for uploads; 0 if it is for imports only. */
    int glFormat() {
        return glFormat;
    }

    /** Bytes of one pixel. */
    int bytes() {
        return bytes;
    }

    /** Whether GL's own linear filter may mix the texels; packed ones must become colors first. */
    boolean filterable() {
        return this == BGRX || this == BGR;
    }

    /** {@code vec3 decode(vec4 texel, vec2 place)}: the color of the texel at a place, 0..1. */
    String shader() {
        return shader;
    }
}
