package transom.linux;

import com.sun.jna.Native;
import com.sun.jna.Platform;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The natives of libc, by JNA direct mapping: every argument is a primitive, a direct buffer (whose position is
 * passed) or a byte array, so that a call allocates nothing.
 *
 * <p>Each returns -1 and leaves its reason in {@link Native#getLastError}; {@link #result} makes that {@code -errno}
 * and must be the very next call on the thread. {@code size_t} and {@code off_t} are 64 bits wide. Variadic functions
 * (ioctl, fcntl, open) are called with a fixed signature, which the x86-64 ABI allows while no argument is a float.
 */
final class Libc {

    static {
        if (!Platform.isLinux() || !Platform.isIntel() || !Platform.is64Bit()) {
            throw new UnsupportedOperationException("transom.linux knows the layouts of Linux on x86-64 only, not "
                    + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        Natives.load();
    }

    private Libc() {}

    /** {@code result}, or {@code -errno} if that is -1. */
    static int result(int result) {
        return result == -1 ? -Native.getLastError() : result;
    }

    /** {@code result}, or {@code -errno} if that is -1. */
    static long result(long result) {
        return result == -1 ? -Native.getLastError() : result;
    }

    /** A C string in UTF-8. */
    static byte[] string(String text) {
        if (text.indexOf('\0') >= 0) {
            throw new IllegalArgumentException("NUL in '" + text.replace('\0', '?') + "'");
        }
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        byte[] terminated = new byte[utf8.length + 1];
        System.arraycopy(utf8, 0, terminated, 0, utf8.length);
        return terminated;
    }

    static native int open(byte[] path, int flags, int mode);

    static native int close(int fd);

    static native int dup(int fd);

    static native int fcntl(int fd, int command, long argument);

    static native int fstat(int fd, ByteBuffer stat);

    static native int ftruncate(int fd, long length);

    static native int chmod(byte[] path, int mode);

    static native int fchmod(int fd, int mode);

    static native int unlink(byte[] path);

    static native long read(int fd, ByteBuffer buffer, long count);

    static native long write(int fd, ByteBuffer buffer, long count);

    static native long pread(int fd, ByteBuffer buffer, long count, long offset);

    static native long pwrite(int fd, ByteBuffer buffer, long count, long offset);

    static native int ioctl(int fd, long request, ByteBuffer argument);

    static native int ioctl(int fd, long request, long argument);

    static native long mmap(long address, long length, int prot, int flags, int fd, long offset);

    static native int munmap(long address, long length);

    static native int memfd_create(byte[] name, int flags);

    static native int eventfd(int initial, int flags);

    static native int epoll_create1(int flags);

    static native int epoll_ctl(int epoll, int operation, int fd, ByteBuffer event);

    static native int epoll_wait(int epoll, ByteBuffer events, int maximum, int timeoutMillis);

    static native int poll(ByteBuffer fds, long count, int timeoutMillis);

    static native int socket(int domain, int type, int protocol);

    static native int socketpair(int domain, int type, int protocol, ByteBuffer fds);

    static native int bind(int fd, ByteBuffer address, int length);

    static native int listen(int fd, int backlog);

    static native int connect(int fd, ByteBuffer address, int length);

    static native int accept4(int fd, long address, long length, int flags);

    static native int getsockopt(int fd, int level, int option, ByteBuffer value, ByteBuffer length);

    static native int shutdown(int fd, int how);

    static native long sendmsg(int fd, ByteBuffer header, int flags);

    static native long recvmsg(int fd, ByteBuffer header, int flags);

    static native int getpid();

    static native Pointer strerror(int errno);
}
