package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_COMPILE_STATUS;
import static org.lwjgl.opengles.GLES20.GL_FRAGMENT_SHADER;
import static org.lwjgl.opengles.GLES20.GL_LINK_STATUS;
import static org.lwjgl.opengles.GLES20.GL_VERTEX_SHADER;
import static org.lwjgl.opengles.GLES20.glAttachShader;
import static org.lwjgl.opengles.GLES20.glBindAttribLocation;
import static org.lwjgl.opengles.GLES20.glCompileShader;
import static org.lwjgl.opengles.GLES20.glCreateProgram;
import static org.lwjgl.opengles.GLES20.glCreateShader;
import static org.lwjgl.opengles.GLES20.glDeleteShader;
import static org.lwjgl.opengles.GLES20.glGetProgramInfoLog;
import static org.lwjgl.opengles.GLES20.glGetProgrami;
import static org.lwjgl.opengles.GLES20.glGetShaderInfoLog;
import static org.lwjgl.opengles.GLES20.glGetShaderi;
import static org.lwjgl.opengles.GLES20.glGetUniformLocation;
import static org.lwjgl.opengles.GLES20.glLinkProgram;
import static org.lwjgl.opengles.GLES20.glShaderSource;
import static org.lwjgl.opengles.GLES20.glUniform1f;
import static org.lwjgl.opengles.GLES20.glUniform2f;
import static org.lwjgl.opengles.GLES20.glUseProgram;

/** The shaders for one kind of texels in one pixel layout. */
final class Program {

    /** Attribute 0: the corner of the picture, 0..1, y down as in the guest's memory. */
    static final int CORNER = 0;

    private static final String VERTEX = """
            attribute vec2 corner;
            uniform vec2 flip;
            varying vec2 at;
            void main() {
                at = corner;
                gl_Position = vec4(corner.x * 2.0 - 1.0, flip.x + flip.y * corner.y, 0.0, 1.0);
            }""";

    /** {@code size} of the picture; {@code mixing} 0: one texel, 1: mixes the four nearest as GL_LINEAR does. */
    private static final String HEAD = """
            #ifdef GL_FRAGMENT_PRECISION_HIGH
            precision highp float;
            #else
            precision mediump float;
            #endif
            uniform vec2 size;
            uniform float mixing;
            varying vec2 at;
            vec2 values(vec2 pair) { return floor(pair * 255.0 + 0.5); }
            vec3 bytes(vec3 color) { return floor(color * 255.0 + 0.5) / 255.0; }
            vec3 levels(vec3 color, vec3 most) { return bytes(floor(color * most + 0.5) / most); }
            """;

    private static final String MAIN = """

            vec3 texel(vec2 place) { return decode(texture2D(picture, place), place); }
            vec3 mixed() {
                vec2 p = at * size - 0.5;
                vec2 part = fract(p);
                vec2 a = (floor(p) + 0.5) / size;
                vec2 b = a + 1.0 / size;
                vec3 top = mix(texel(a), texel(vec2(b.x, a.y)), part.x);
                vec3 bottom = mix(texel(vec2(a.x, b.y)), texel(b), part.x);
                return mix(top, bottom, part.y);
            }
            void main() {
                gl_FragColor = vec4(mixing > 0.0 ? mixed() : texel(at), 1.0);
            }""";

    private final int name;
    private final int flip;
    private final int size;
    private final int mixing;
    private int setFlip;
    private int setWidth;
    private int setHeight;
    private boolean setMixing;

    Program(Texels texels, PixelLayout layout) {
        String fragment = texels.extension() + HEAD + texels.shader() + layout.shader() + MAIN;
        name = link(shader(GL_VERTEX_SHADER, VERTEX), shader(GL_FRAGMENT_SHADER, fragment));
        flip = glGetUniformLocation(name, "flip");
        size = glGetUniformLocation(name, "size");
        mixing = glGetUniformLocation(name, "mixing");
    }

    private static int shader(int kind, String source) {
        int shader = glCreateShader(kind);
        glShaderSource(shader, source);
        glCompileShader(shader);
        if (glGetShaderi(shader, GL_COMPILE_STATUS) == 0) {
            throw new GlException("the shader does not compile: " + glGetShaderInfoLog(shader));
        }
        return shader;
    }

    private static int link(int vertex, int fragment) {
        int program = glCreateProgram();
        glAttachShader(program, vertex);
        glAttachShader(program, fragment);
        glBindAttribLocation(program, CORNER, "corner");
        glLinkProgram(program);
        glDeleteShader(vertex);
        glDeleteShader(fragment);
        if (glGetProgrami(program, GL_LINK_STATUS) == 0) {
            throw new GlException("the shaders do not link: " + glGetProgramInfoLog(program));
        }
        return program;
    }

    /** Draws with it from now on. */
    void use() {
        glUseProgram(name);
    }

    /**
     * Says how, while it is in use.
     *
     * @param upright the picture's first row on top, as in a window; else at the bottom, where glReadPixels begins
     * @param mix whether the shader mixes the four nearest texels
     */
    void set(boolean upright, int width, int height, boolean mix) {
        int direction = upright ? 1 : -1;
        if (direction != setFlip) {
            setFlip = direction;
            glUniform2f(flip, direction, -2 * direction);
        }
        if (width != setWidth || height != setHeight) {
            setWidth = width;
            setHeight = height;
            glUniform2f(size, width, height);
        }
        if (mix != setMixing) {
            setMixing = mix;
            glUniform1f(mixing, mix ? 1 : 0);
        }
    }
}
