package transom.linux;

import java.nio.ByteBuffer;

/** Device control calls. Each returns the driver's result or {@code -errno} and goes on after a signal. */
public final class Ioctl {

    private Ioctl() {}

    /**
     * @param request the number, zero-extended: {@code 0xc0106446L}, never a negative int
     * @param direct the argument, from the buffer's position on, which stays; null for none. Allocates nothing
     */
    public static int call(int fd, long request, ByteBuffer direct) {
        if (direct == null) {
            return call(fd, request, 0L);
        }
        Direct.require(direct);
        checkRequest(request);
        int result;
        do {
            result = Libc.result(Libc.ioctl(fd, request, direct));
        } while (result == -Errno.EINTR);
        return result;
    }

    /** {@link #call(int, long, ByteBuffer)} with an argument that is a number. */
    public static int call(int fd, long request, long value) {
        checkRequest(request);
        int result;
        do {
            result = Libc.result(Libc.ioctl(fd, request, value));
        } while (result == -Errno.EINTR);
        return result;
    }

    private static void checkRequest(long request) {
        if (request >>> 32 != 0) {
            throw new IllegalArgumentException(
                    "ioctl request 0x" + Long.toHexString(request) + " has more than 32 bits: was it an int?");
        }
    }
}
