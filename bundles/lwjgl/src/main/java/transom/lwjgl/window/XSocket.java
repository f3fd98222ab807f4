package transom.lwjgl.window;

import static org.lwjgl.glfw.GLFWNativeX11.glfwGetX11Display;
import static org.lwjgl.system.MemoryUtil.memGetShort;
import static org.lwjgl.system.MemoryUtil.memPutInt;
import static org.lwjgl.system.MemoryUtil.memPutLong;

import org.lwjgl.system.JNI;
import org.lwjgl.system.MemoryStack;
import org.lwjgl.system.linux.X11;

/**
 * The socket to the X server. Mesa's software renderer never returns from giving a picture to a server that has gone (22.3, its
 * largest request is 0 bytes then), so whoever shows one asks here first.
 *
 * <p><b>Thread:</b> any.
 */
final class XSocket {

    /** {@code struct pollfd}, poll.h: int fd, short events, short revents. */
    private static final int POLLFD_SIZE = 8;

    private static final int REVENTS = 6;

    /** Asked for or not, the kernel tells them: asm-generic/poll.h. */
    private static final int POLLERR_OR_POLLHUP = 0x08 | 0x10;

    private static final long ONE = 1;

    private final int fd;
    private final long poll;

    /** GLFW has been started. */
    XSocket() {
        fd = JNI.invokePI(glfwGetX11Display(), X11.getLibrary().getFunctionAddress("XConnectionNumber"));
        // libX11 is linked with libc, so what looks for a name in it finds libc's
        poll = X11.getLibrary().getFunctionAddress("poll");
    }

    /** Whether the server has closed it, which nobody may have noticed yet. Does not allocate. */
    boolean isHungUp() {
        try (MemoryStack stack = MemoryStack.stackPush()) {
            long pollfd = stack.nmalloc(Long.BYTES, POLLFD_SIZE);
            memPutLong(pollfd, 0);
            memPutInt(pollfd, fd);
            int ready = JNI.invokePNI(pollfd, ONE, 0, poll);
            return ready > 0 && (memGetShort(pollfd + REVENTS) & POLLERR_OR_POLLHUP) != 0;
        }
    }
}
