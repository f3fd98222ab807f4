package transom.present.egl.internal.window;

import static org.lwjgl.glfw.GLFW.GLFW_NO_ERROR;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM;
import static org.lwjgl.glfw.GLFW.GLFW_PLATFORM_X11;
import static org.lwjgl.glfw.GLFW.glfwGetError;
import static org.lwjgl.glfw.GLFW.glfwInit;
import static org.lwjgl.glfw.GLFW.glfwInitHint;
import static org.lwjgl.glfw.GLFW.glfwTerminate;

import org.lwjgl.PointerBuffer;
import org.lwjgl.system.MemoryStack;

/**
 * The GLFW library, which is one per process: between {@link #start} and {@link #stop} it belongs to the thread that
 * started it.
 */
public final class Glfw {

    private Glfw() {}

    /** Connects to the X server of {@code $DISPLAY}. */
    public static void start() throws PresenterUnavailableException {
        String display = System.getenv("DISPLAY");
        try {
            glfwInitHint(GLFW_PLATFORM, GLFW_PLATFORM_X11);
            if (!glfwInit()) {
                throw new PresenterUnavailableException(
                        "no X server (DISPLAY is " + (display == null ? "not set" : "'" + display + "'") + "): "
                                + error() + "; start one and set DISPLAY, e.g. Xvfb :1 (apt-get install xvfb libx11-6)",
                        null);
            }
        } catch (LinkageError e) {
            throw new PresenterUnavailableException("GLFW's library cannot be loaded: " + e.getMessage(), e);
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

    /** Destroys what windows are left and disconnects. */
    public static void stop() {
        glfwTerminate();
    }
}
