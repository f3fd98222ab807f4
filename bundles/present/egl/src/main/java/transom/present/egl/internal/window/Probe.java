package transom.present.egl.internal.window;

import static org.lwjgl.egl.EGL10.EGL_EXTENSIONS;
import static org.lwjgl.egl.EGL10.EGL_VENDOR;
import static org.lwjgl.egl.EGL10.EGL_VERSION;
import static org.lwjgl.egl.EGL10.eglQueryString;
import static org.lwjgl.opengles.GLES20.GL_EXTENSIONS;
import static org.lwjgl.opengles.GLES20.GL_RENDERER;
import static org.lwjgl.opengles.GLES20.GL_VERSION;
import static org.lwjgl.opengles.GLES20.glGetString;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import transom.lwjgl.window.Windows;
import transom.lwjgl.window.WindowsUnavailableException;
import transom.present.egl.internal.gl.GlLimits;
import transom.present.egl.internal.image.Importing;

/**
 * What EGL and GL say of themselves, asked once with a context that is never shown.
 *
 * @param version of OpenGL ES to create contexts with, 3 or 2
 */
public record Probe(
        int version,
        String eglVendor,
        String eglVersion,
        Set<String> eglExtensions,
        String renderer,
        String glVersion,
        Set<String> glExtensions,
        GlLimits limits,
        Importing importing) {

    /** Asks the display that windows are on. */
    public static Probe read(Windows windows) throws WindowsUnavailableException {
        try {
            return read(windows, windows.version());
        } catch (IllegalStateException e) {
            if (windows.version() == 2) {
                throw unavailable(e);
            }
        }
        try {
            return read(windows, 2);
        } catch (IllegalStateException e) {
            throw unavailable(e);
        }
    }

    private static WindowsUnavailableException unavailable(IllegalStateException e) {
        return new WindowsUnavailableException("no OpenGL ES through EGL: " + e.getMessage(), e);
    }

    private static Probe read(Windows windows, int version) throws WindowsUnavailableException {
        Context context;
        try {
            context = new Context(windows, version);
        } catch (LinkageError e) {
            throw new WindowsUnavailableException(
                    "OpenGL ES cannot be loaded: " + e.getMessage() + "; apt-get install libgles2 libgl1-mesa-dri", e);
        }
        try {
            long display = windows.display();
            Set<String> egl = words(eglQueryString(display, EGL_EXTENSIONS));
            Set<String> gl = words(glGetString(GL_EXTENSIONS));
            String renderer = glGetString(GL_RENDERER);
            return new Probe(
                    version,
                    eglQueryString(display, EGL_VENDOR),
                    eglQueryString(display, EGL_VERSION),
                    egl,
                    renderer,
                    glGetString(GL_VERSION),
                    gl,
                    GlLimits.read(),
                    Importing.of(display, egl, gl, renderer));
        } finally {
            context.destroy();
        }
    }

    private static Set<String> words(String text) {
        return text == null
                ? Set.of()
                : new HashSet<>(Arrays.asList(text.strip().split("\\s+")));
    }
}
