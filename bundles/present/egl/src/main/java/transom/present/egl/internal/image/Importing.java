package transom.present.egl.internal.image;

import java.util.Optional;
import java.util.Set;

/**
 * Whether this display imports dma-bufs.
 *
 * @param images empty if it does not
 * @param reason why not, or how, for people
 */
public record Importing(Optional<DmaBufImages> images, String reason, EndOfReading endOfReading) {

    private static final String IMPORT = "EGL_EXT_image_dma_buf_import";

    /** Asks, with a context current. */
    public static Importing of(long display, Set<String> egl, Set<String> gl, String renderer) {
        EndOfReading end = EndOfReading.of(display, egl, renderer);
        String missing = missing(egl, gl);
        if (missing != null) {
            return new Importing(Optional.empty(), missing, end);
        }
        boolean modifiers = egl.contains(IMPORT + "_modifiers");
        ImportFormats formats = modifiers ? ImportFormats.query(display) : ImportFormats.UNKNOWN;
        boolean external = gl.contains("GL_OES_EGL_image_external");
        String how = "EGLImage as " + (external ? "GL_TEXTURE_2D or GL_TEXTURE_EXTERNAL_OES" : "GL_TEXTURE_2D") + ", "
                + (modifiers ? "modifiers said" : "modifiers left to the driver") + ", " + formats;
        return new Importing(Optional.of(new DmaBufImages(display, formats, external)), how, end);
    }

    private static String missing(Set<String> egl, Set<String> gl) {
        if (!egl.contains(IMPORT)) {
            return "no " + IMPORT + ": Mesa offers it on an X server with DRI3 and Present, which Xvfb has not";
        }
        if (!egl.contains("EGL_KHR_image_base") && !egl.contains("EGL_KHR_image")) {
            return "no EGL_KHR_image_base: this EGL makes no images";
        }
        return gl.contains("GL_OES_EGL_image") ? null : "no GL_OES_EGL_image: this GL makes no textures of images";
    }
}
