package transom.present.egl.internal.window;

import static org.lwjgl.glfw.GLFW.*;

import org.lwjgl.opengles.GLES;
import org.lwjgl.opengles.GLESCapabilities;
import org.lwjgl.system.MemoryUtil;

/** A GLFW window, hidden at first, with an OpenGL ES context made by EGL. <b>Owner:</b> who created it. */
final class Context {

    private final long handle;
    private final GLESCapabilities capabilities;

    private Context(long handle) {
        this.handle = handle;
        glfwMakeContextCurrent(handle);
        this.capabilities = GLES.createCapabilities();
        // a window must not wait for the vertical blank of another one on the same thread
        glfwSwapInterval(0);
    }

    /**
     * Creates one.
     *
     * @param version of OpenGL ES, 3 or 2
     * @throws IllegalStateException with GLFW's reason
     */
    static Context create(int version, int width, int height, String title) {
        glfwDefaultWindowHints();
        glfwWindowHint(GLFW_CLIENT_API, GLFW_OPENGL_ES_API);
        // not GLX: only EGL imports dma-bufs
        glfwWindowHint(GLFW_CONTEXT_CREATION_API, GLFW_EGL_CONTEXT_API);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, version);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 0);
        glfwWindowHint(GLFW_ALPHA_BITS, 0);
        glfwWindowHint(GLFW_DEPTH_BITS, 0);
        glfwWindowHint(GLFW_STENCIL_BITS, 0);
        glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
        glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
        glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
        glfwWindowHintString(GLFW_X11_CLASS_NAME, "transom");
        glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "transom");
        long handle = glfwCreateWindow(width, height, title, MemoryUtil.NULL, MemoryUtil.NULL);
        if (handle == MemoryUtil.NULL) {
            throw new IllegalStateException(Glfw.error());
        }
        try {
            return new Context(handle);
        } catch (RuntimeException | LinkageError e) {
            glfwDestroyWindow(handle);
            throw e;
        }
    }

    long handle() {
        return handle;
    }

    /** GL calls go there from now on. */
    void makeCurrent() {
        if (glfwGetCurrentContext() != handle) {
            glfwMakeContextCurrent(handle);
            GLES.setCapabilities(capabilities);
        }
    }

    /** Also destroys the window and all GL objects. */
    void destroy() {
        makeCurrent();
        GLES.setCapabilities(null);
        glfwMakeContextCurrent(MemoryUtil.NULL);
        glfwDestroyWindow(handle);
    }
}
