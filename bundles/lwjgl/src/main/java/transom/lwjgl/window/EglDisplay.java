package transom.lwjgl.window;

import static org.lwjgl.egl.EGL10.*;
import static org.lwjgl.egl.EGL12.EGL_RENDERABLE_TYPE;
import static org.lwjgl.egl.EGL13.EGL_OPENGL_ES2_BIT;
import static org.lwjgl.egl.EXTPlatformBase.neglGetPlatformDisplayEXT;
import static org.lwjgl.egl.EXTPlatformX11.EGL_PLATFORM_X11_EXT;
import static org.lwjgl.egl.KHRCreateContext.EGL_OPENGL_ES3_BIT_KHR;
import static org.lwjgl.glfw.GLFWNativeX11.glfwGetX11Display;

import java.nio.IntBuffer;
import java.util.Locale;
import org.lwjgl.PointerBuffer;
import org.lwjgl.egl.EGL;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.linux.X11;

/**
 * EGL on the X server's connection. One configuration fits all windows, so that a context of any presenter can draw in each.
 *
 * @param handle EGLDisplay
 * @param config EGLConfig of the screen's own visual, for windows and pbuffers
 * @param version of OpenGL ES that it is for, 3 or 2
 */
record EglDisplay(long handle, long config, int version) {

    private static final String INSTALL =
            "; install EGL and OpenGL ES:" + " apt-get install libegl1 libegl-mesa0 libgles2 libgl1-mesa-dri";

    /** GLFW has been started. */
    static EglDisplay open() throws WindowsUnavailableException {
        try {
            return open(glfwGetX11Display());
        } catch (IllegalStateException e) {
            throw new WindowsUnavailableException("no OpenGL ES through EGL: " + e.getMessage() + INSTALL, e);
        } catch (LinkageError e) {
            Throwable cause = e instanceof ExceptionInInitializerError && e.getCause() != null ? e.getCause() : e;
            throw new WindowsUnavailableException(
                    "EGL's libraries cannot be loaded: " + cause.getMessage() + INSTALL, e);
        }
    }

    private static EglDisplay open(long x11) {
        // by name where EGL can: it need not guess then what kind of display the pointer is
        long display = EGL.getCapabilities().eglGetPlatformDisplayEXT != MemoryUtil.NULL
                ? neglGetPlatformDisplayEXT(EGL_PLATFORM_X11_EXT, x11, MemoryUtil.NULL)
                : eglGetDisplay(x11);
        if (display == EGL_NO_DISPLAY || !eglInitialize(display, (IntBuffer) null, null)) {
            throw new IllegalStateException("no EGL display: " + error());
        }
        long visual = visual(x11);
        for (int version = 3; version >= 2; version--) {
            long config = config(display, visual, version);
            if (config != MemoryUtil.NULL) {
                return new EglDisplay(display, config, version);
            }
        }
        eglTerminate(display);
        throw new IllegalStateException(
                "no EGL configuration for the screen's visual 0x" + Long.toHexString(visual) + " draws OpenGL ES");
    }

    /** Xlib.h: XVisualIDFromVisual(XDefaultVisual(display, XDefaultScreen(display))). */
    private static long visual(long x11) {
        int screen = JNI.invokePI(x11, function("XDefaultScreen"));
        return JNI.invokePP(JNI.invokePP(x11, screen, function("XDefaultVisual")), function("XVisualIDFromVisual"));
    }

    private static long function(String name) {
        return X11.getLibrary().getFunctionAddress(name);
    }

    /** EGL names the plain ones first: without depth, stencil, samples. */
    private static long config(long display, long visual, int version) {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer wanted = stack.ints(
                    EGL_SURFACE_TYPE,
                    EGL_WINDOW_BIT | EGL_PBUFFER_BIT,
                    EGL_RENDERABLE_TYPE,
                    version == 3 ? EGL_OPENGL_ES3_BIT_KHR : EGL_OPENGL_ES2_BIT,
                    EGL_RED_SIZE,
                    1,
                    EGL_NONE);
            IntBuffer count = stack.mallocInt(1);
            if (!eglChooseConfig(display, wanted, null, count) || count.get(0) == 0) {
                return MemoryUtil.NULL;
            }
            PointerBuffer found = PointerBuffer.allocateDirect(count.get(0));
            eglChooseConfig(display, wanted, found, count);
            IntBuffer id = stack.mallocInt(1);
            for (int i = 0; i < count.get(0); i++) {
                eglGetConfigAttrib(display, found.get(i), EGL_NATIVE_VISUAL_ID, id);
                if (id.get(0) == (int) visual) {
                    return found.get(i);
                }
            }
            return MemoryUtil.NULL;
        }
    }

    /** A window's surface. <b>Owner:</b> the caller. */
    long surface(long xid) {
        long surface = eglCreateWindowSurface(handle, config, xid, (IntBuffer) null);
        if (surface == EGL_NO_SURFACE) {
            throw new IllegalStateException("no EGL surface: " + error());
        }
        return surface;
    }

    /** A surface that is current somewhere goes when it is no more. */
    void destroySurface(long surface) {
        eglDestroySurface(handle, surface);
    }

    void close() {
        eglTerminate(handle);
    }

    private static String error() {
        return String.format(Locale.ROOT, "EGL error 0x%04x", eglGetError());
    }
}
