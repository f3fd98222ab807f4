package transom.lwjgl.window;

import static org.lwjgl.glfw.Callbacks.glfwFreeCallbacks;
import static org.lwjgl.glfw.GLFW.*;

/** GLFW's callbacks of one window, told to who leases it at the time. */
final class WindowEvents {

    /** X11's key codes are Linux's plus eight: codes below are reserved (xserver, evdev's MIN_KEYCODE). */
    private static final int X11_OFFSET = 8;

    /** input-event-codes.h: BTN_LEFT, BTN_RIGHT, BTN_MIDDLE, BTN_SIDE … follow each other as GLFW's buttons do. */
    private static final int BTN_LEFT = 0x110;

    private final long handle;

    WindowEvents(long handle, WindowListener listener) {
        this.handle = handle;
        glfwSetWindowRefreshCallback(handle, window -> listener.damaged());
        glfwSetWindowCloseCallback(handle, window -> listener.closeRequested());
        glfwSetScrollCallback(handle, (window, x, y) -> listener.wheel(y));
        glfwSetCursorPosCallback(handle, (window, x, y) -> listener.pointer(x, y));
        glfwSetKeyCallback(handle, (window, key, scancode, action, mods) -> {
            if (action != GLFW_REPEAT && scancode > X11_OFFSET) {
                listener.key(scancode - X11_OFFSET, action == GLFW_PRESS);
            }
        });
        glfwSetMouseButtonCallback(handle, (window, button, action, mods) -> {
            focusOnClick(action);
            listener.button(BTN_LEFT + button, action == GLFW_PRESS);
        });
        glfwSetWindowFocusCallback(handle, (window, focused) -> {
            if (!focused) {
                listener.focusLost();
            }
        });
        glfwSetCursorEnterCallback(handle, (window, entered) -> {
            if (!entered && !isFocused()) {
                listener.focusLost();
            }
        });
    }

    private boolean isFocused() {
        return glfwGetWindowAttrib(handle, GLFW_FOCUSED) == GLFW_TRUE;
    }

    /** Without a window manager nobody else gives a window the focus; without focus the keys follow the pointer. */
    private void focusOnClick(int action) {
        if (action == GLFW_PRESS && !isFocused()) {
            glfwFocusWindow(handle);
        }
    }

    void free() {
        glfwFreeCallbacks(handle);
    }
}
