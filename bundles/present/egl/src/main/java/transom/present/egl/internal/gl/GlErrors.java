package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_INVALID_ENUM;
import static org.lwjgl.opengles.GLES20.GL_INVALID_OPERATION;
import static org.lwjgl.opengles.GLES20.GL_INVALID_VALUE;
import static org.lwjgl.opengles.GLES20.GL_NO_ERROR;
import static org.lwjgl.opengles.GLES20.GL_OUT_OF_MEMORY;
import static org.lwjgl.opengles.GLES20.glGetError;

import java.util.Locale;

/** GL's error flag as an exception. */
final class GlErrors {

    private GlErrors() {}

    /** Throws if there was an error since the last call; does not allocate if not. */
    static void check(String doing) {
        int error = glGetError();
        if (error != GL_NO_ERROR) {
            throw new GlException(doing + ": " + name(error));
        }
    }

    private static String name(int error) {
        return switch (error) {
            case GL_INVALID_ENUM -> "GL_INVALID_ENUM";
            case GL_INVALID_VALUE -> "GL_INVALID_VALUE";
            case GL_INVALID_OPERATION -> "GL_INVALID_OPERATION";
            case GL_OUT_OF_MEMORY -> "GL_OUT_OF_MEMORY";
            default -> String.format(Locale.ROOT, "GL error 0x%04x", error);
        };
    }
}
