package transom.present.egl.internal.window;

import static org.lwjgl.glfw.GLFW.*;

import java.util.Locale;
import org.lwjgl.glfw.GLFWNativeX11;
import org.lwjgl.glfw.GLFWVidMode;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;
import transom.gem.Box;

/**
 * A guest's window on the X server. It follows the guest's size until the person gives it another one.
 *
 * <p><b>Owner:</b> who opened it closes it. <b>Thread:</b> render.
 */
public final class GuestWindow {

    private final Desktop desktop;
    private final Context context;
    private final WindowEvents events;
    private final SizeRequests requests = new SizeRequests();
    private final boolean placed;
    private int guestWidth;
    private int guestHeight;
    private boolean personSized;
    private boolean shown;
    private Box windowed;
    private Letterbox letterbox;

    /**
     * Opens it hidden.
     *
     * @param version of OpenGL ES
     * @param tile whether we say where it goes
     */
    public GuestWindow(
            Desktop desktop, int version, String title, int width, int height, boolean tile, WindowListener listener) {
        this.desktop = desktop;
        this.placed = tile;
        this.guestWidth = width;
        this.guestHeight = height;
        Letterbox size = Tiling.fit(desktop.screen(), width, height);
        this.context = Context.create(version, size.width(), size.height(), title);
        this.events = new WindowEvents(context.handle(), listener);
        glfwSetFramebufferSizeCallback(context.handle(), (window, w, h) -> resized(w, h, listener));
        this.windowed = new Box(0, 0, size.width(), size.height());
        this.letterbox = Letterbox.of(size.width(), size.height(), width, height);
        move(size.width(), size.height());
        desktop.add(this);
    }

    /** Whether windows are to be tiled when nobody has said how: there is no window manager. */
    public static boolean tilingIsOurs(Desktop desktop) {
        return !desktop.hasWindowManager();
    }

    private void move(int width, int height) {
        if (placed) {
            windowed = desktop.place(this, windowed, width, height);
            glfwSetWindowPos(context.handle(), windowed.x(), windowed.y());
        }
    }

    private void resized(int width, int height, WindowListener listener) {
        if (width < 1 || height < 1) {
            return;
        }
        boolean ours = requests.settles(width, height);
        if (!ours && !isFullscreen()) {
            personSized = width != guestWidth || height != guestHeight;
        }
        letterbox = Letterbox.of(width, height, guestWidth, guestHeight);
        listener.damaged();
    }

    /** The guest's picture has this size now. */
    public void follow(int width, int height) {
        if (width == guestWidth && height == guestHeight) {
            return;
        }
        guestWidth = width;
        guestHeight = height;
        letterbox = Letterbox.of(letterbox.windowWidth(), letterbox.windowHeight(), width, height);
        if (!personSized && !isFullscreen() && glfwGetWindowAttrib(context.handle(), GLFW_MAXIMIZED) == GLFW_FALSE) {
            Letterbox size = Tiling.fit(desktop.screen(), width, height);
            requests.add(size.width(), size.height());
            move(size.width(), size.height());
            glfwSetWindowSize(context.handle(), size.width(), size.height());
        }
    }

    public boolean isFullscreen() {
        return glfwGetWindowMonitor(context.handle()) != MemoryUtil.NULL;
    }

    /** Covers the monitor, or goes back to where it was. */
    public void toggleFullscreen() {
        if (isFullscreen()) {
            Letterbox size = Tiling.fit(desktop.screen(), guestWidth, guestHeight);
            Box back = personSized ? windowed : new Box(windowed.x(), windowed.y(), size.width(), size.height());
            requests.add(back.width(), back.height());
            glfwSetWindowMonitor(
                    context.handle(), MemoryUtil.NULL, back.x(), back.y(), back.width(), back.height(), GLFW_DONT_CARE);
            return;
        }
        long monitor = glfwGetPrimaryMonitor();
        GLFWVidMode mode = monitor == MemoryUtil.NULL ? null : glfwGetVideoMode(monitor);
        if (mode != null) {
            windowed = place();
            requests.add(mode.width(), mode.height());
            // the mode that the monitor has: a guest's window must not change it
            glfwSetWindowMonitor(context.handle(), monitor, 0, 0, mode.width(), mode.height(), GLFW_DONT_CARE);
        }
    }

    /** Where it is on the screen. */
    Box place() {
        if (isFullscreen()) {
            return windowed;
        }
        try (MemoryStack stack = MemoryStack.stackPush()) {
            var x = stack.mallocInt(1);
            var y = stack.mallocInt(1);
            glfwGetWindowPos(context.handle(), x, y);
            return new Box(x.get(0), y.get(0), letterbox.windowWidth(), letterbox.windowHeight());
        }
    }

    /** GL calls go to this window from now on. */
    public void makeCurrent() {
        context.makeCurrent();
    }

    /** Shows what was drawn; the first time it shows the window too, which loses what an unmapped one was given. */
    public void swap() {
        if (!shown) {
            shown = true;
            glfwShowWindow(context.handle());
        }
        glfwSwapBuffers(context.handle());
    }

    /** Where the picture lies in it now. */
    public Letterbox letterbox() {
        return letterbox;
    }

    /** For people. */
    public String describe() {
        return String.format(
                Locale.ROOT,
                "window 0x%x %dx%d",
                GLFWNativeX11.glfwGetX11Window(context.handle()),
                letterbox.windowWidth(),
                letterbox.windowHeight());
    }

    public void close() {
        desktop.remove(this);
        events.free();
        context.destroy();
    }
}
