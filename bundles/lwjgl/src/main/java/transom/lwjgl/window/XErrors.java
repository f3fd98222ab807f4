package transom.lwjgl.window;

import static org.lwjgl.glfw.GLFW.glfwPostEmptyEvent;
import static org.lwjgl.glfw.GLFWNativeX11.glfwGetX11Display;
import static org.lwjgl.system.MemoryUtil.NULL;
import static org.lwjgl.system.MemoryUtil.memGetByte;

import org.lwjgl.system.Callback;
import org.lwjgl.system.JNI;
import org.lwjgl.system.linux.X11;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Xlib calls on errors: its own handlers end the process, and with it every guest's backend. A refused request (the
 * window was destroyed by somebody else, say) is logged; a lost server is remembered.
 *
 * <p>Xlib has one error handler a process; the one before is put back by {@link #close}.
 */
final class XErrors implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(XErrors.class);

    /** Offsets of unsigned chars in XErrorEvent on 64-bit machines (Xlib.h). */
    private static final int ERROR_CODE = 32;

    private static final int REQUEST_CODE = 33;

    private final XErrorHandler onError = (display, event) -> refused(event);
    private final XErrorHandler onLoss = (display, data) -> lost();
    private final long onErrorAddress = onError.address();
    private final long onLossAddress = onLoss.address();
    private final long previousOnError;
    private final long previousOnLoss;
    private volatile boolean lost;
    private boolean refused;

    /** From now on; GLFW has been started. */
    XErrors() {
        previousOnError = JNI.invokePP(onErrorAddress, function("XSetErrorHandler"));
        previousOnLoss = JNI.invokePP(onLossAddress, function("XSetIOErrorHandler"));
        // since libX11 1.7: what happens when the handler returns; without it the process ends all the same
        long setExit = function("XSetIOErrorExitHandler");
        if (setExit != NULL) {
            JNI.invokePPPV(glfwGetX11Display(), onLossAddress, NULL, setExit);
        } else {
            LOG.warn("libX11 is older than 1.7: this process ends if the X server does");
        }
    }

    private static long function(String name) {
        return X11.getLibrary().getFunctionAddress(name);
    }

    private int refused(long event) {
        int code = memGetByte(event + ERROR_CODE) & 0xff;
        int request = memGetByte(event + REQUEST_CODE) & 0xff;
        if (!refused) {
            refused = true;
            LOG.warn("X error {} of request {}: ignored, and so are more of them", code, request);
        } else {
            LOG.debug("X error {} of request {}", code, request);
        }
        return 0;
    }

    private int lost() {
        lost = true;
        glfwPostEmptyEvent();
        return 0;
    }

    /** Whether the X server has gone: nothing that needs it may be called any more. */
    boolean isLost() {
        return lost;
    }

    /** Xlib is as it was before; GLFW has been stopped, or will never be called again. */
    @Override
    public void close() {
        JNI.invokePP(previousOnError, function("XSetErrorHandler"));
        JNI.invokePP(previousOnLoss, function("XSetIOErrorHandler"));
        Callback.free(onErrorAddress);
        if (!lost) {
            Callback.free(onLossAddress);
        }
    }
}
