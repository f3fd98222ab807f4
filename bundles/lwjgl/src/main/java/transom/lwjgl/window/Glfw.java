package transom.lwjgl.window;

import static org.lwjgl.glfw.GLFW.*;

import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * The GLFW library, which is one per process: between {@link #start} and {@link #stop} it belongs to the thread that
 * started it.
 */
final class Glfw {

    private Glfw() {}

    /** Connects to the X server of {@code $DISPLAY}. */
    static void start() throws WindowsUnavailableException {
        String display = System.getenv("DISPLAY");
        try {
            glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
            if (!glfwInit()) {
                throw new WindowsUnavailableException(
                        "no X server (DISPLAY is " + (display == null ? "not set" : "'" + display + "'") + "): "
                                + error() + "; start one and set DISPLAY, e.g. Xvfb :1 (apt-get install xvfb libx11-6)",
                        null);
            }
        } catch (LinkageError e) {
            throw new WindowsUnavailableException("GLFW's library cannot be loaded: " + e.getMessage(), e);
        }
    }

    /** What went wrong last on this thread. */
    static String error() {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            PointerBuffer text = stack.mallocPointer(1);
            int code = glfwGetError(text);
            return code == GLFW_NO_ERROR ? "no reason given" : text.getStringUTF8(0);
        }
    }

    /** A hidden window of the screen's own visual, to which GLFW makes no context. */
    static long window(Size size, String title) {
        glfwDefaultWindowHints();
        glfwWindowHint(GLFW_CLIENT_API, GLFW_NO_API);
        glfwWindowHint(GLFW_VISIBLE, GLFW_FALSE);
        glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_FALSE);
        glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE);
        glfwWindowHintString(GLFW_X11_CLASS_NAME, "transom");
        glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "transom");
        long handle = glfwCreateWindow(size.width(), size.height(), title, MemoryUtil.NULL, MemoryUtil.NULL);
        if (handle == MemoryUtil.NULL) {
            throw new IllegalStateException("no window: " + error());
        }
        return handle;
    }

    /** Destroys what windows are left and disconnects. */
    static void stop() {
        glfwTerminate();
    }
}
