package transom.present.egl.internal.window;

import static org.lwjgl.egl.EGL10.EGL_EXTENSIONS;
import static org.lwjgl.egl.EGL10.EGL_VENDOR;
import static org.lwjgl.egl.EGL10.EGL_VERSION;
import static org.lwjgl.egl.EGL10.eglQueryString;
import static org.lwjgl.glfw.GLFWNativeEGL.glfwGetEGLDisplay;
import static org.lwjgl.opengles.GLES20.GL_EXTENSIONS;
import static org.lwjgl.opengles.GLES20.GL_RENDERER;
import static org.lwjgl.opengles.GLES20.GL_VERSION;
import static org.lwjgl.opengles.GLES20.glGetString;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
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

    private static final String INSTALL =
            "; install EGL and OpenGL ES:" + " apt-get install libegl1 libegl-mesa0 libgles2 libgl1-mesa-dri";

    /** Asks; GLFW has been started. */
    public static Probe read() throws PresenterUnavailableException {
        try {
            return readVersion(3);
        } catch (IllegalStateException noVersion3) {
            try {
                return readVersion(2);
            } catch (IllegalStateException e) {
                throw new PresenterUnavailableException("no OpenGL ES through EGL: " + e.getMessage() + INSTALL, e);
            } catch (LinkageError e) {
                throw noLibrary(e);
            }
        } catch (LinkageError e) {
            throw noLibrary(e);
        }
    }

    private static PresenterUnavailableException noLibrary(LinkageError e) {
        Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
        return new PresenterUnavailableException(
                "EGL's libraries cannot be loaded: " + cause.getMessage() + INSTALL, e);
    }

    private static Probe readVersion(int version) {
        Context context = Context.create(version, 1, 1, "transom");
        try {
            long display = glfwGetEGLDisplay();
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
