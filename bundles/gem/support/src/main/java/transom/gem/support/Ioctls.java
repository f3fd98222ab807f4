package transom.gem.support;

import java.nio.ByteBuffer;
import transom.linux.Errno;
import transom.linux.Ioctl;

/** Device control calls, so that a test can play a device that fails. Each returns its result or {@code -errno}. */
@FunctionalInterface
public interface Ioctls {

    /** The kernel's. */
    Ioctls KERNEL = Ioctls::untilDone;

    /**
     * @param request the number, zero-extended
     * @param argument direct
     */
    int call(int fd, long request, ByteBuffer argument);

    /** DRM drivers answer EAGAIN when the call is to be made again, as libdrm does. */
    private static int untilDone(int fd, long request, ByteBuffer argument) {
        int result;
        do {
            result = Ioctl.call(fd, request, argument);
        } while (result == -Errno.EAGAIN);
        return result;
    }
}
