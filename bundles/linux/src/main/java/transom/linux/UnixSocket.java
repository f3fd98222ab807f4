package transom.linux;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A socket in the file system, which also carries file descriptors: a stream of bytes, or packets (SOCK_SEQPACKET), of which
 * each arrives as it was sent. It never blocks: {@code -EAGAIN} is a value.
 *
 * <p><b>Owner:</b> whoever holds this object. <b>Thread:</b> one that sends and one that receives; any may close it.
 */
public final class UnixSocket implements AutoCloseable {

    /** Who is at the other end, as the kernel knew it when the connection was made. */
    public record Peer(int pid, int uid, int gid) {}

    // asm-generic/socket.h, linux/net.h: SOCK_NONBLOCK and SOCK_CLOEXEC are the O_ flags
    private static final int SOCK_STREAM = 1;
    private static final int SOCK_SEQPACKET = 5;
    private static final int FLAGS = Posix.O_NONBLOCK | Posix.O_CLOEXEC;
    private static final int SOL_SOCKET = 1;
    private static final int SO_PEERCRED = 17;
    private static final int BACKLOG = 64;
    private static final int[] NO_FDS = {};

    private final Fd fd;
    private final Path boundTo;
    private final AtomicBoolean unlinked = new AtomicBoolean();
    private final Message out = new Message();
    private final Message in = new Message();

    private UnixSocket(Fd fd, Path boundTo) {
        this.fd = fd;
        this.boundTo = boundTo;
    }

    /** <b>Owner:</b> the result. Its open file is made non-blocking. */
    public static UnixSocket adopt(Fd fd) {
        Posix.setNonblocking(fd, true);
        return new UnixSocket(fd, null);
    }

    /** Connects to a listening socket; {@link ErrnoException} if nobody listens there. */
    public static UnixSocket connect(Path path) {
        return connect(path, SOCK_STREAM);
    }

    /** Connects to a socket that {@linkplain #listenForPackets listens for packets}. */
    public static UnixSocket connectForPackets(Path path) {
        return connect(path, SOCK_SEQPACKET);
    }

    private static UnixSocket connect(Path path, int type) {
        ByteBuffer address = UnixAddress.of(path);
        Fd fd = create(type);
        int result = Libc.result(Libc.connect(fd.fd(), address, address.capacity()));
        if (result < 0) {
            fd.close();
            throw new ErrnoException("connect", -result, path.toString());
        }
        return new UnixSocket(fd, null);
    }

    /**
     * Listens at a new socket file, which {@link #close} deletes. A file left behind by a process that has gone is
     * replaced; where somebody listens it is {@code EADDRINUSE}.
     *
     * @param mode of the file, e.g. 0600: it never has a wider one
     */
    public static UnixSocket listen(Path path, int mode) {
        return listen(path, mode, SOCK_STREAM);
    }

    /** {@link #listen}, whose connections carry packets: one is sent, and received, by one call. */
    public static UnixSocket listenForPackets(Path path, int mode) {
        return listen(path, mode, SOCK_SEQPACKET);
    }

    private static UnixSocket listen(Path path, int mode, int type) {
        ByteBuffer address = UnixAddress.of(path);
        Fd fd = create(type);
        try {
            // The file gets the mode that the unbound socket has, less the umask (unix_bind): no moment in between.
            ErrnoException.check(Libc.result(Libc.fchmod(fd.fd(), mode)), "fchmod", path);
            int result = bind(fd, address);
            if (result == -Errno.EADDRINUSE && isAbandoned(path, type)) {
                Libc.unlink(Libc.string(path.toString()));
                result = bind(fd, address);
            }
            ErrnoException.check(result, "bind", path);
            ErrnoException.check(Libc.result(Libc.chmod(Libc.string(path.toString()), mode)), "chmod", path);
            ErrnoException.check(Libc.result(Libc.listen(fd.fd(), BACKLOG)), "listen", path);
            return new UnixSocket(fd, path);
        } catch (RuntimeException e) {
            fd.close();
            throw e;
        }
    }

    /** Two sockets, connected with each other. */
    public static UnixSocket[] pair() {
        return pair(SOCK_STREAM);
    }

    /** Two sockets that carry packets, connected with each other. */
    public static UnixSocket[] pairForPackets() {
        return pair(SOCK_SEQPACKET);
    }

    private static UnixSocket[] pair(int type) {
        ByteBuffer fds = Direct.allocate(2 * Integer.BYTES);
        ErrnoException.check(
                Libc.result(Libc.socketpair(UnixAddress.AF_UNIX, type | FLAGS, 0, fds)), "socketpair", "AF_UNIX");
        return new UnixSocket[] {
            new UnixSocket(Fd.adopt(fds.getInt(0)), null), new UnixSocket(Fd.adopt(fds.getInt(Integer.BYTES)), null)
        };
    }

    private static Fd create(int type) {
        return Fd.adopt(ErrnoException.check(
                Libc.result(Libc.socket(UnixAddress.AF_UNIX, type | FLAGS, 0)), "socket", "AF_UNIX"));
    }

    private static int bind(Fd fd, ByteBuffer address) {
        return Libc.result(Libc.bind(fd.fd(), address, address.capacity()));
    }

    /** Whether the file is a socket at which nobody listens; connecting to another kind of file is refused too. */
    private static boolean isAbandoned(Path path, int type) {
        try {
            if (!Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                    .isOther()) {
                return false;
            }
            connect(path, type).close();
            return false;
        } catch (ErrnoException e) {
            return e.errno() == Errno.ECONNREFUSED;
        } catch (IOException e) {
            return false;
        }
    }

    /** The next connection, or null if there is none now. <b>Owner:</b> the caller. */
    public UnixSocket accept() {
        int raw;
        do {
            raw = Libc.result(Libc.accept4(fd.fd(), 0, 0, Posix.O_NONBLOCK | Posix.O_CLOEXEC));
        } while (raw == -Errno.EINTR || raw == -Errno.ECONNABORTED);
        if (raw == -Errno.EAGAIN) {
            return null;
        }
        return new UnixSocket(Fd.adopt(ErrnoException.check(raw, "accept4", fd)), null);
    }

    /** Whether it was neither closed nor taken. */
    public boolean isOpen() {
        return fd.isOpen();
    }

    /** Lends the number, for an epoll set. */
    public int fd() {
        return fd.fd();
    }

    /** {@link #send(ByteBuffer, int...)} without fds. */
    public int send(ByteBuffer direct) {
        return send(direct, NO_FDS);
    }

    /**
     * Sends from the buffer's position to its limit, or a part of that, and moves the position.
     *
     * @param fds travel with the first byte; the caller keeps its own
     * @return bytes, or {@code -errno}: {@code -EAGAIN} if there is no room, {@code -EPIPE} if the other end has gone
     */
    public int send(ByteBuffer direct, int... fds) {
        if (!fd.acquire()) {
            return -Errno.EBADF;
        }
        try {
            return out.send(fd.raw(), direct, fds);
        } finally {
            fd.release();
        }
    }

    /**
     * Receives into the buffer from its position to its limit and moves the position. Of a packet that is longer the rest is
     * lost: whoever has a limit gives a buffer of one byte more.
     *
     * @param fdsOut gets the fds that came. <b>Owner:</b> the caller
     * @return bytes, 0 if the other end has closed (or sent an empty packet), or {@code -errno}: {@code -EAGAIN} if there is nothing now,
     *     {@code -EMSGSIZE} if fds were lost because this process may open no more
     */
    public int receive(ByteBuffer direct, List<Fd> fdsOut) {
        if (!fd.acquire()) {
            return -Errno.EBADF;
        }
        try {
            return in.receive(fd.raw(), direct, fdsOut);
        } finally {
            fd.release();
        }
    }

    /** Waits until there is something to receive, or the other end has closed; false if not in time. */
    public boolean awaitReadable(int timeoutMillis) {
        return await(Posix.POLLIN, timeoutMillis);
    }

    /** Waits until there is room to send, or the other end has closed; false if not in time. */
    public boolean awaitWritable(int timeoutMillis) {
        return await(Posix.POLLOUT, timeoutMillis);
    }

    private boolean await(int events, int timeoutMillis) {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
        int n;
        int left = timeoutMillis;
        while ((n = Posix.poll(fd.fd(), events, left)) == -Errno.EINTR) {
            left = timeoutMillis < 0 ? -1 : (int) Math.max(0, (deadline - System.nanoTime()) / 1_000_000);
        }
        return ErrnoException.check(n, "poll", fd) != 0;
    }

    /** Who is at the other end. */
    public Peer peer() {
        ByteBuffer ucred = Direct.allocate(Layouts.UCRED_SIZE);
        ByteBuffer length = Direct.allocate(Integer.BYTES).putInt(0, Layouts.UCRED_SIZE);
        ErrnoException.check(
                Libc.result(Libc.getsockopt(fd.fd(), SOL_SOCKET, SO_PEERCRED, ucred, length)), "getsockopt", fd);
        return new Peer(
                ucred.getInt(Layouts.UCRED_PID), ucred.getInt(Layouts.UCRED_UID), ucred.getInt(Layouts.UCRED_GID));
    }

    /** <b>Owner:</b> the caller; a file that it listens at stays. */
    public Fd take() {
        return Fd.adopt(fd.take());
    }

    /** Ends it, and deletes the file that it listens at, before anybody else can listen there. */
    @Override
    public void close() {
        if (fd.isOpen() && boundTo != null && unlinked.compareAndSet(false, true)) {
            Libc.unlink(Libc.string(boundTo.toString()));
        }
        fd.close();
    }
}
