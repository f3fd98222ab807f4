package transom.lwjgl.window;

import static org.lwjgl.glfw.GLFW.glfwGetMonitorWorkarea;
import static org.lwjgl.glfw.GLFW.glfwGetPrimaryMonitor;
import static org.lwjgl.glfw.GLFWNativeX11.glfwGetX11Display;

import java.nio.IntBuffer;
import java.util.ArrayList;
import java.util.List;
import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import org.lwjgl.system.linux.X11;

/** The screen and the windows that we have on it. */
final class Desktop {

    private final List<GuestWindow> windows = new ArrayList<>();

    /** The part of the primary monitor that windows may use. */
    Box screen() {
        long monitor = glfwGetPrimaryMonitor();
        if (monitor == MemoryUtil.NULL) {
            return new Box(0, 0, Short.MAX_VALUE, Short.MAX_VALUE);
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            IntBuffer sides = stack.mallocInt(4);
            glfwGetMonitorWorkarea(monitor, sides.slice(0, 1), sides.slice(1, 1), sides.slice(2, 1), sides.slice(3, 1));
            return new Box(sides.get(0), sides.get(1), sides.get(2), sides.get(3));
        }
    }

    /** Whether somebody else places windows: a window manager owns the selection WM_S0 (ICCCM 2.0, section 4.3). */
    boolean hasWindowManager() {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            long intern = X11.getLibrary().getFunctionAddress("XInternAtom");
            long owner = X11.getLibrary().getFunctionAddress("XGetSelectionOwner");
            long name = MemoryUtil.memAddress(stack.ASCII("WM_S0"));
            long atom = JNI.invokePPP(glfwGetX11Display(), name, 0, intern);
            return JNI.invokePPP(glfwGetX11Display(), atom, owner) != 0;
        }
    }

    /** A free place for a window of a size; where it is, if that is free. */
    Box place(GuestWindow window, Box now, int width, int height) {
        List<Box> others = new ArrayList<>();
        for (GuestWindow each : windows) {
            if (each != window) {
                others.add(each.place());
            }
        }
        Box same = new Box(now.x(), now.y(), width, height);
        boolean stay = windows.contains(window) && Tiling.isFree(screen(), others, same);
        return stay ? same : Tiling.place(screen(), others, width, height);
    }

    void add(GuestWindow window) {
        windows.add(window);
    }

    void remove(GuestWindow window) {
        windows.remove(window);
    }
}
