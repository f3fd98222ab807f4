package transom.linux;

import java.nio.ByteBuffer;

/** Files: calls return {@code -errno} where the error is a value that a caller acts upon, and throw otherwise. */
public final class Posix {

    // asm-generic/fcntl.h
    public static final int O_RDONLY = 0;
    public static final int O_WRONLY = 1;
    public static final int O_RDWR = 2;
    public static final int O_CREAT = 0x40;
    public static final int O_NONBLOCK = 0x800;
    static final int O_CLOEXEC = 0x80000;

    // asm-generic/poll.h
    public static final int POLLIN = 1;
    public static final int POLLOUT = 4;
    public static final int POLLERR = 8;
    public static final int POLLHUP = 0x10;

    private static final int F_GETFL = 3;
    private static final int F_SETFL = 4;

    private Posix() {}

    /** Opens a file, close-on-exec. A file made by {@link #O_CREAT} has mode 0600. */
    public static Fd open(String path, int flags) {
        int fd;
        do {
            fd = Libc.result(Libc.open(Libc.string(path), flags | O_CLOEXEC, 0600));
        } while (fd == -Errno.EINTR);
        return Fd.adopt(ErrnoException.check(fd, "open", path));
    }

    /** {@link #read(int, ByteBuffer)}; {@code -EBADF} if it is closed. */
    public static int read(Fd fd, ByteBuffer direct) {
        if (!fd.acquire()) {
            return -Errno.EBADF;
        }
        try {
            return read(fd.raw(), direct);
        } finally {
            fd.release();
        }
    }

    /**
     * Reads into the buffer from its position to its limit and moves the position. Allocates nothing.
     *
     * @return bytes, 0 at the end, or {@code -errno}: {@code -EAGAIN} and {@code -EINTR} are values
     */
    public static int read(int fd, ByteBuffer direct) {
        if (direct.isReadOnly()) {
            throw new IllegalArgumentException("read into a read-only buffer");
        }
        int n = (int) Libc.result(Libc.read(fd, Direct.require(direct), direct.remaining()));
        if (n > 0) {
            direct.position(direct.position() + n);
        }
        return n;
    }

    /** {@link #write(int, ByteBuffer)}; {@code -EBADF} if it is closed. */
    public static int write(Fd fd, ByteBuffer direct) {
        if (!fd.acquire()) {
            return -Errno.EBADF;
        }
        try {
            return write(fd.raw(), direct);
        } finally {
            fd.release();
        }
    }

    /**
     * Writes the buffer from its position to its limit and moves the position. Allocates nothing.
     *
     * @return bytes, or {@code -errno}: {@code -EAGAIN} and {@code -EINTR} are values
     */
    public static int write(int fd, ByteBuffer direct) {
        int n = (int) Libc.result(Libc.write(fd, Direct.require(direct), direct.remaining()));
        if (n > 0) {
            direct.position(direct.position() + n);
        }
        return n;
    }

    /**
     * Reads from a place of the file into the buffer from its position to its limit and moves the position.
     *
     * @return bytes, 0 at the end, or {@code -errno}
     */
    public static int readAt(Fd fd, ByteBuffer direct, long offset) {
        if (direct.isReadOnly()) {
            throw new IllegalArgumentException("read into a read-only buffer");
        }
        if (!fd.acquire()) {
            return -Errno.EBADF;
        }
        try {
            int n = (int) Libc.result(Libc.pread(fd.raw(), Direct.require(direct), direct.remaining(), offset));
            if (n > 0) {
                direct.position(direct.position() + n);
            }
            return n;
        } finally {
            fd.release();
        }
    }

    /**
     * Writes the buffer from its position to its limit to a place of the file and moves the position.
     *
     * @return bytes, or {@code -errno}
     */
    public static int writeAt(Fd fd, ByteBuffer direct, long offset) {
        if (!fd.acquire()) {
            return -Errno.EBADF;
        }
        try {
            int n = (int) Libc.result(Libc.pwrite(fd.raw(), Direct.require(direct), direct.remaining(), offset));
            if (n > 0) {
                direct.position(direct.position() + n);
            }
            return n;
        } finally {
            fd.release();
        }
    }

    /** The file's size in bytes. */
    public static long size(Fd fd) {
        ByteBuffer stat = Direct.allocate(Layouts.STAT_SIZE);
        ErrnoException.check(Libc.result(Libc.fstat(fd.fd(), stat)), "fstat", fd);
        return stat.getLong(Layouts.STAT_ST_SIZE);
    }

    /** Makes reads and writes of the open file return {@code -EAGAIN} instead of waiting, or wait again. */
    public static void setNonblocking(Fd fd, boolean nonblocking) {
        int flags = ErrnoException.check(Libc.result(Libc.fcntl(fd.fd(), F_GETFL, 0)), "fcntl", fd);
        int wanted = nonblocking ? flags | O_NONBLOCK : flags & ~O_NONBLOCK;
        ErrnoException.check(Libc.result(Libc.fcntl(fd.fd(), F_SETFL, wanted)), "fcntl", fd);
    }

    /**
     * Waits until one of the events is there.
     *
     * @param events of {@link #POLLIN} and {@link #POLLOUT}
     * @param timeoutMillis 0 does not wait, -1 waits for ever
     * @return the events that are there, also {@link #POLLERR} and {@link #POLLHUP}; 0 if none came in time; or
     *     {@code -errno}, of which {@code -EINTR} means that a signal came first
     */
    public static int poll(int fd, int events, int timeoutMillis) {
        ByteBuffer pollfd = Direct.allocate(Layouts.POLLFD_SIZE);
        pollfd.putInt(Layouts.POLLFD_FD, fd).putShort(Layouts.POLLFD_EVENTS, (short) events);
        int n = Libc.result(Libc.poll(pollfd, 1, timeoutMillis));
        return n <= 0 ? n : pollfd.getShort(Layouts.POLLFD_REVENTS);
    }

    /** This process. */
    public static int getpid() {
        return Libc.getpid();
    }
}
