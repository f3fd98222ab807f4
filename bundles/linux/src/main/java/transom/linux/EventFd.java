package transom.linux;

import java.nio.ByteBuffer;

/**
 * A counter in the kernel that any process with the fd may raise and that is readable while it is not 0. Never blocks,
 * allocates nothing per call.
 *
 * <p><b>Owner:</b> whoever holds this object. <b>Thread:</b> any.
 */
public final class EventFd implements AutoCloseable {

    // linux/eventfd.h: EFD_NONBLOCK and EFD_CLOEXEC are the O_ flags
    private static final int FLAGS = Posix.O_NONBLOCK | Posix.O_CLOEXEC;

    private static final ByteBuffer ONE = Direct.allocate(Long.BYTES).putLong(0, 1);

    private final Fd fd;
    private final ByteBuffer count = Direct.allocate(Long.BYTES);

    private EventFd(Fd fd) {
        this.fd = fd;
    }

    /** One whose count is 0. */
    public static EventFd create() {
        return new EventFd(Fd.adopt(ErrnoException.check(Libc.result(Libc.eventfd(0, FLAGS)), "eventfd", 0)));
    }

    /** <b>Owner:</b> the result. Its open file is made non-blocking, for everybody who shares it. */
    public static EventFd adopt(Fd fd) {
        Posix.setNonblocking(fd, true);
        return new EventFd(fd);
    }

    /** Lends the number, for an epoll set. */
    public int fd() {
        return fd.fd();
    }

    /** A new descriptor of the same counter. <b>Owner:</b> the caller. */
    public Fd dup() {
        return fd.dup();
    }

    /** Adds one. Does nothing after {@link #close}, or if the count is at its limit: then it is readable anyway. */
    public void signal() {
        if (fd.acquire()) {
            try {
                Libc.write(fd.raw(), ONE, Long.BYTES);
            } finally {
                fd.release();
            }
        }
    }

    /** Sets the count to 0 and says what it was; 0 if nobody signaled, or after {@link #close}. */
    public synchronized long drain() {
        if (!fd.acquire()) {
            return 0;
        }
        try {
            return Libc.read(fd.raw(), count, Long.BYTES) == Long.BYTES ? count.getLong(0) : 0;
        } finally {
            fd.release();
        }
    }

    @Override
    public void close() {
        fd.close();
    }
}
