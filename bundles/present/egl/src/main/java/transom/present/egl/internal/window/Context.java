package transom.present.egl.internal.window;

import static org.lwjgl.egl.EGL10.*;
import static org.lwjgl.egl.EGL11.eglSwapInterval;
import static org.lwjgl.egl.EGL13.EGL_CONTEXT_CLIENT_VERSION;
import static org.lwjgl.egl.EGL14.eglGetCurrentContext;

import java.util.Locale;
import org.lwjgl.opengles.GLES;
import org.lwjgl.opengles.GLESCapabilities;
import org.lwjgl.system.MemoryStack;
import transom.lwjgl.window.Windows;

/**
 * An OpenGL ES context of this presenter. It draws where nobody looks, or in a window whose surface it was lent.
 *
 * <p><b>Owner:</b> who created it. <b>Thread:</b> render.
 */
public final class Context {

    private final long display;
    private final long config;
    private final long handle;
    private final GLESCapabilities capabilities;

    /** A pbuffer while it has no window: a context without a surface needs an extension. */
    private long own = EGL_NO_SURFACE;

    private int ownWidth;
    private int ownHeight;
    private long target;
    private long bound;

    /**
     * Creates one.
     *
     * @param version of OpenGL ES, 3 or 2
     * @throws IllegalStateException with EGL's reason
     */
    public Context(Windows windows, int version) {
        display = windows.display();
        config = windows.config();
        try (MemoryStack stack = MemoryStack.stackPush()) {
            handle = eglCreateContext(
                    display, config, EGL_NO_CONTEXT, stack.ints(EGL_CONTEXT_CLIENT_VERSION, version, EGL_NONE));
        }
        if (handle == EGL_NO_CONTEXT) {
            throw error("no context of OpenGL ES " + version);
        }
        try {
            toOwn(1, 1);
            bind();
            capabilities = GLES.createCapabilities();
        } catch (RuntimeException | LinkageError e) {
            destroy();
            throw e;
        }
    }

    private static IllegalStateException error(String what) {
        return new IllegalStateException(String.format(Locale.ROOT, "%s: EGL error 0x%04x", what, eglGetError()));
    }

    /** Drawing goes to a surface of its own, of this size, from the next {@link #makeCurrent} on. */
    public void toOwn(int width, int height) {
        if (width != ownWidth || height != ownHeight) {
            try (MemoryStack stack = MemoryStack.stackPush()) {
                long made = eglCreatePbufferSurface(
                        display, config, stack.ints(EGL_WIDTH, width, EGL_HEIGHT, height, EGL_NONE));
                if (made == EGL_NO_SURFACE) {
                    throw error("no pbuffer of " + width + "x" + height);
                }
                destroyOwn();
                own = made;
                ownWidth = width;
                ownHeight = height;
            }
        }
        target = own;
    }

    /** Drawing goes to a window's surface from the next {@link #makeCurrent} on. <b>Owner:</b> lent. */
    public void toWindow(long surface) {
        target = surface;
    }

    /** GL calls go there from now on. Does not allocate. */
    public void makeCurrent() {
        if (bound != target || eglGetCurrentContext() != handle) {
            bind();
            GLES.setCapabilities(capabilities);
        }
    }

    private void bind() {
        if (!eglMakeCurrent(display, target, target, handle)) {
            bound = EGL_NO_SURFACE;
            throw error("the surface cannot be drawn in");
        }
        if (bound != target && target != own) {
            // a window must not wait for the vertical blank of another one on the same thread
            eglSwapInterval(display, 0);
            destroyOwn();
        }
        bound = target;
    }

    /** Lets go of a window's surface: it is current nowhere. */
    public void leaveWindow() {
        toOwn(1, 1);
        if (bound != own) {
            makeCurrent();
        }
    }

    private void destroyOwn() {
        if (own != EGL_NO_SURFACE) {
            eglDestroySurface(display, own);
            own = EGL_NO_SURFACE;
            ownWidth = 0;
            ownHeight = 0;
        }
    }

    /** Also destroys all of its GL objects. */
    public void destroy() {
        GLES.setCapabilities(null);
        eglMakeCurrent(display, EGL_NO_SURFACE, EGL_NO_SURFACE, EGL_NO_CONTEXT);
        destroyOwn();
        eglDestroyContext(display, handle);
    }
}
