package transom.lwjgl.window;

import static org.lwjgl.egl.EGL10.EGL_NO_SURFACE;
import static org.lwjgl.glfw.GLFW.*;

import java.util.Locale;
import org.lwjgl.glfw.GLFWNativeX11;
import org.lwjgl.glfw.GLFWVidMode;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.MemoryUtil;

/**
 * A guest's window on the X server, with its EGL surface. It follows the guest's size until the person gives it another one.
 *
 * <p><b>Owner:</b> who opened it closes it. <b>Thread:</b> the windows', where nothing else is said.
 */
final class GuestWindow {

    private final Desktop desktop;
    private final EglDisplay egl;
    private final long handle;
    private final long xid;
    private final WindowEvents events;
    private final SizeRequests requests = new SizeRequests();
    private final boolean placed;
    private boolean personSized;
    private Box windowed;
    private String title;
    private volatile Size guest;
    private volatile Size size;
    private volatile long surface;
    private volatile boolean shown;

    /** Opens it hidden. */
    GuestWindow(Desktop desktop, EglDisplay egl, WindowOptions options, Size guest, WindowListener listener) {
        this.desktop = desktop;
        this.egl = egl;
        this.placed = options.placement() == Placement.TILE
                || options.placement() == Placement.AUTO && !desktop.hasWindowManager();
        this.guest = guest;
        this.title = options.title();
        this.size = Tiling.fit(desktop.screen(), guest.width(), guest.height());
        this.handle = Glfw.window(size, title);
        this.xid = GLFWNativeX11.glfwGetX11Window(handle);
        this.surface = surfaceOrNoWindow();
        this.events = new WindowEvents(handle, listener);
        glfwSetFramebufferSizeCallback(handle, (window, w, h) -> resized(w, h, listener));
        this.windowed = new Box(0, 0, size.width(), size.height());
        move(size);
        desktop.add(this);
        if (options.fullscreen()) {
            toggleFullscreen();
        }
    }

    private long surfaceOrNoWindow() {
        try {
            return egl.surface(xid);
        } catch (IllegalStateException e) {
            glfwDestroyWindow(handle);
            throw e;
        }
    }

    private void move(Size now) {
        if (placed) {
            windowed = desktop.place(this, windowed, now.width(), now.height());
            glfwSetWindowPos(handle, windowed.x(), windowed.y());
        }
    }

    private void resized(int width, int height, WindowListener listener) {
        if (width < 1 || height < 1) {
            return;
        }
        boolean ours = requests.settles(width, height);
        if (!ours && !isFullscreen()) {
            personSized = width != guest.width() || height != guest.height();
        }
        size = new Size(width, height);
        listener.damaged();
    }

    void title(String now) {
        if (!now.equals(title)) {
            title = now;
            glfwSetWindowTitle(handle, now);
        }
    }

    /** Whether this is the size of the guest's picture. <b>Thread:</b> any. */
    boolean isFor(int width, int height) {
        Size now = guest;
        return now.width() == width && now.height() == height;
    }

    /** The guest's picture has this size now. */
    void follow(Size now) {
        if (now.equals(guest)) {
            return;
        }
        guest = now;
        if (!personSized && !isFullscreen() && glfwGetWindowAttrib(handle, GLFW_MAXIMIZED) == GLFW_FALSE) {
            Size fitting = Tiling.fit(desktop.screen(), now.width(), now.height());
            requests.add(fitting.width(), fitting.height());
            move(fitting);
            glfwSetWindowSize(handle, fitting.width(), fitting.height());
        }
    }

    boolean isFullscreen() {
        return glfwGetWindowMonitor(handle) != MemoryUtil.NULL;
    }

    /** Covers the monitor, or goes back to where it was. */
    void toggleFullscreen() {
        if (isFullscreen()) {
            Size fitting = Tiling.fit(desktop.screen(), guest.width(), guest.height());
            Box back = personSized ? windowed : new Box(windowed.x(), windowed.y(), fitting.width(), fitting.height());
            requests.add(back.width(), back.height());
            glfwSetWindowMonitor(
                    handle, MemoryUtil.NULL, back.x(), back.y(), back.width(), back.height(), GLFW_DONT_CARE);
            return;
        }
        long monitor = glfwGetPrimaryMonitor();
        GLFWVidMode mode = monitor == MemoryUtil.NULL ? null : glfwGetVideoMode(monitor);
        if (mode != null) {
            windowed = place();
            requests.add(mode.width(), mode.height());
            // the mode that the monitor has: a guest's window must not change it
            glfwSetWindowMonitor(handle, monitor, 0, 0, mode.width(), mode.height(), GLFW_DONT_CARE);
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
            glfwGetWindowPos(handle, x, y);
            return new Box(x.get(0), y.get(0), size.width(), size.height());
        }
    }

    /** Makes it visible, which loses what an invisible one was given. */
    void show() {
        if (!shown) {
            glfwShowWindow(handle);
            shown = true;
        }
    }

    /** <b>Thread:</b> any. */
    boolean isShown() {
        return shown;
    }

    /** EGLSurface. <b>Thread:</b> any. */
    long surface() {
        return surface;
    }

    /**
     * Another surface on the same window, because somebody does not let go of the one that there is: that one goes when it is
     * current nowhere.
     */
    void renewSurface() {
        egl.destroySurface(surface);
        surface = EGL_NO_SURFACE;
        surface = egl.surface(xid);
    }

    /** <b>Thread:</b> any. */
    Size size() {
        return size;
    }

    /** For people. <b>Thread:</b> any. */
    String describe() {
        return String.format(Locale.ROOT, "window 0x%x %dx%d", xid, size.width(), size.height());
    }

    /** The surface is current nowhere, or goes when it is no more. */
    void close() {
        desktop.remove(this);
        events.free();
        if (surface != EGL_NO_SURFACE) {
            egl.destroySurface(surface);
        }
        glfwDestroyWindow(handle);
    }
}
