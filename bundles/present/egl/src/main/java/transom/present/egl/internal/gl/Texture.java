package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_CLAMP_TO_EDGE;
import static org.lwjgl.opengles.GLES20.GL_LINEAR;
import static org.lwjgl.opengles.GLES20.GL_NEAREST;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_MAG_FILTER;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_MIN_FILTER;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_WRAP_S;
import static org.lwjgl.opengles.GLES20.GL_TEXTURE_WRAP_T;
import static org.lwjgl.opengles.GLES20.glGenTextures;
import static org.lwjgl.opengles.GLES20.glTexParameteri;

/** A guest's picture for the shaders. */
public abstract sealed class Texture permits UploadedTexture, ImportedTexture {

    private final Bindings bindings;
    private final Texels texels;
    private final int name;
    private boolean smooth;

    Texture(Bindings bindings, Texels texels) {
        this.bindings = bindings;
        this.texels = texels;
        this.name = glGenTextures();
        bind();
        glTexParameteri(texels.target(), GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(texels.target(), GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        filter(GL_NEAREST);
    }

    /** Makes it the texture that GL calls are about. */
    final void bind() {
        bindings.bind(texels.target(), name);
    }

    /** Makes it the texture to draw with. */
    final void bind(boolean linear) {
        bind();
        boolean wanted = linear && layout().filterable();
        if (wanted != smooth) {
            smooth = wanted;
            filter(wanted ? GL_LINEAR : GL_NEAREST);
        }
    }

    private void filter(int filter) {
        glTexParameteri(texels.target(), GL_TEXTURE_MIN_FILTER, filter);
        glTexParameteri(texels.target(), GL_TEXTURE_MAG_FILTER, filter);
    }

    final void delete() {
        bindings.delete(name);
    }

    final Texels texels() {
        return texels;
    }

    abstract PixelLayout layout();

    /** In pixels, 0 while there is no picture. */
    public abstract int width();

    /** In pixels. */
    public abstract int height();
}
