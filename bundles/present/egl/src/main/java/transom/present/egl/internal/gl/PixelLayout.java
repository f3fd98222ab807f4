package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_LUMINANCE;
import static org.lwjgl.opengles.GLES20.GL_LUMINANCE_ALPHA;
import static org.lwjgl.opengles.GLES20.GL_RGB;
import static org.lwjgl.opengles.GLES20.GL_RGBA;

import transom.gem.Fourcc;

/**
 * How a pixel format goes into a texture, and the shader code that makes a color of a texel.
 *
 * <p>The bytes are uploaded as they are, in texture formats that OpenGL ES 2.0 must have (table 3.4), and the shader
 * puts them in order. Packed formats too: the color of GL's own 5-6-5 textures depends on the driver in the last bit.
 * Their colors are rounded to bytes in the shader, because {@code gl_FragColor} is mediump: ten bits, and Mesa takes
 * that at its word.
 */
enum PixelLayout {
    BGRX(GL_RGBA, 4, true, "vec3 color(vec4 t) { return t.bgr; }"),
    BGR(GL_RGB, 3, true, "vec3 color(vec4 t) { return t.bgr; }"),
    PACKED_565(GL_LUMINANCE_ALPHA, 2, false, """
            vec3 color(vec4 t) {
                float low = floor(t.r * 255.0 + 0.5);
                float high = floor(t.a * 255.0 + 0.5);
                float green = mod(high, 8.0) * 8.0 + floor(low / 32.0);
                return bytes(vec3(floor(high / 8.0) / 31.0, green / 63.0, mod(low, 32.0) / 31.0));
            }"""),
    PACKED_332(GL_LUMINANCE, 1, false, """
            vec3 color(vec4 t) {
                float pixel = floor(t.r * 255.0 + 0.5);
                vec3 bits = vec3(floor(pixel / 32.0), mod(floor(pixel / 4.0), 8.0), mod(pixel, 4.0));
                return bytes(bits / vec3(7.0, 7.0, 3.0));
            }""");

    private final int glFormat;
    private final int bytes;
    private final boolean filterable;
    private final String shader;

    PixelLayout(int glFormat, int bytes, boolean filterable, String shader) {
        this.glFormat = glFormat;
        this.bytes = bytes;
        this.filterable = filterable;
        this.shader = shader;
    }

    static PixelLayout of(Fourcc fourcc) {
        if (fourcc.equals(Fourcc.XRGB8888) || fourcc.equals(Fourcc.ARGB8888)) {
            return BGRX;
        } else if (fourcc.equals(Fourcc.RGB888)) {
            return BGR;
        } else if (fourcc.equals(Fourcc.RGB565)) {
            return PACKED_565;
        } else if (fourcc.equals(Fourcc.RGB332)) {
            return PACKED_332;
        }
        throw new GlException("pixel format " + fourcc + " cannot be shown");
    }

    /** Both format and internal format of the texture. */
    int glFormat() {
        return glFormat;
    }

    /** Bytes of one pixel. */
    int bytes() {
        return bytes;
    }

    /** Whether GL's own linear filter may mix the texels; packed ones must become colors first. */
    boolean filterable() {
        return filterable;
    }

    /** The function {@code vec3 color(vec4 texel)}. */
    String shader() {
        return shader;
    }
}
