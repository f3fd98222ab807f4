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
import static org.lwjgl.opengles.GLES20.glUniform2f;
import static org.lwjgl.opengles.GLES20.glUseProgram;

/** The shaders for one pixel layout. */
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

    private static final String PRECISION = """
            #ifdef GL_FRAGMENT_PRECISION_HIGH
            precision highp float;
            #else
            precision mediump float;
            #endif
            uniform sampler2D picture;
            uniform vec2 mixSize;
            varying vec2 at;
            vec3 bytes(vec3 color) { return floor(color * 255.0 + 0.5) / 255.0; }
            """;

    /** {@code mixSize} 0: one texel. Else the picture's size: mixes the four nearest as GL_LINEAR does. */
    private static final String MAIN = """

            vec3 texel(vec2 place) { return color(texture2D(picture, place)); }
            vec3 mixed() {
                vec2 p = at * mixSize - 0.5;
                vec2 part = fract(p);
                vec2 a = (floor(p) + 0.5) / mixSize;
                vec2 b = a + 1.0 / mixSize;
                vec3 top = mix(texel(a), texel(vec2(b.x, a.y)), part.x);
                vec3 bottom = mix(texel(vec2(a.x, b.y)), texel(b), part.x);
                return mix(top, bottom, part.y);
            }
            void main() {
                gl_FragColor = vec4(mixSize.x > 0.0 ? mixed() : texel(at), 1.0);
            }""";

    private final int name;
    private final int flip;
    private final int mixSize;

    Program(PixelLayout layout) {
        name = link(shader(GL_VERTEX_SHADER, VERTEX), shader(GL_FRAGMENT_SHADER, PRECISION + layout.shader() + MAIN));
        flip = glGetUniformLocation(name, "flip");
        mixSize = glGetUniformLocation(name, "mixSize");
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

    /**
     * Draws with it from now on.
     *
     * @param upright the picture's first row on top, as in a window; else at the bottom, where glReadPixels begins
     * @param mixWidth 0 to take one texel a pixel
     */
    void use(boolean upright, int mixWidth, int mixHeight) {
        glUseProgram(name);
        glUniform2f(flip, upright ? 1 : -1, upright ? -2 : 2);
        glUniform2f(mixSize, mixWidth, mixHeight);
    }
}
