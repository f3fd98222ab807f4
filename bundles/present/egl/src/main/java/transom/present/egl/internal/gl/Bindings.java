package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.glBindTexture;
import static org.lwjgl.opengles.GLES20.glDeleteTextures;

/** Which texture of a context is bound: binding it once more costs the driver a look at all of its state. */
public final class Bindings {

    private int boundTarget;
    private int boundName;

    void bind(int target, int name) {
        if (name != boundName || target != boundTarget) {
            glBindTexture(target, name);
            boundTarget = target;
            boundName = name;
        }
    }

    /** GL unbinds what it deletes. */
    void delete(int name) {
        glDeleteTextures(name);
        if (name == boundName) {
            boundName = 0;
        }
    }
}
