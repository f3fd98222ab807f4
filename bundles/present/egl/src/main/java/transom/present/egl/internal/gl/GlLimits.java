package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_MAX_TEXTURE_SIZE;
import static org.lwjgl.opengles.GLES20.glGetInteger;

import org.lwjgl.opengles.GLES;
import org.lwjgl.opengles.GLESCapabilities;
import transom.gem.Buffer;

/**
 * What a context can do that matters for guests' pictures.
 *
 * @param maxTextureSize longest side of a texture in pixels
 * @param rowLength whether rows may be further apart than their pixels (OpenGL ES 3.0 or GL_EXT_unpack_subimage)
 */
public record GlLimits(int maxTextureSize, boolean rowLength) {

    /** Throws {@link GlException} if a picture is larger than a texture can be. */
    void check(Buffer buffer) {
        if (buffer.width() > maxTextureSize || buffer.height() > maxTextureSize) {
            throw new GlException("picture " + buffer.width() + "x" + buffer.height()
                    + " is larger than this GL's textures, GL_MAX_TEXTURE_SIZE " + maxTextureSize);
        }
    }

    /** Those of the current context. */
    public static GlLimits read() {
        GLESCapabilities has = GLES.getCapabilities();
        return new GlLimits(glGetInteger(GL_MAX_TEXTURE_SIZE), has.GLES30 || has.GL_EXT_unpack_subimage);
    }
}
