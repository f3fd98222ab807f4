package transom.present.egl.internal.gl;

import static org.lwjgl.opengles.GLES20.GL_TEXTURE_2D;
import static org.lwjgl.opengles.OESEGLImageExternal.GL_TEXTURE_EXTERNAL_OES;

/** Where a texture's texels come from, and how the bytes of a pixel lie in them, as the head of the shader says it. */
enum Texels {
    /** Bytes in the order of memory, in formats that OpenGL ES 2.0 must have. */
    UPLOADED(GL_TEXTURE_2D, "", """
            uniform sampler2D picture;
            #define RGB(t) (t).bgr
            #define PAIR(t) (t).ra
            """),
    /** A dma-buf: GL knows the format, and colors are where they belong. */
    IMPORTED(GL_TEXTURE_2D, "", """
            uniform sampler2D picture;
            #define RGB(t) (t).rgb
            #define PAIR(t) (t).rg
            """),
    /** A dma-buf whose format or modifier this driver samples in its own way only (GL_OES_EGL_image_external). */
    EXTERNAL(GL_TEXTURE_EXTERNAL_OES, "#extension GL_OES_EGL_image_external : require\n", """
            uniform samplerExternalOES picture;
            #define RGB(t) (t).rgb
            #define PAIR(t) (t).rg
            """);

    private final int target;
    private final String extension;
    private final String shader;

    Texels(int target, String extension, String shader) {
        this.target = target;
        this.extension = extension;
        this.shader = shader;
    }

    /** What it is bound to. */
    int target() {
        return target;
    }

    /** The first line of the shader, or nothing. */
    String extension() {
        return extension;
    }

    /** The sampler {@code picture}, {@code RGB} of a texel's color, {@code PAIR} of a texel's two bytes. */
    String shader() {
        return shader;
    }
}
