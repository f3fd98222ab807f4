package transom.linux;

import java.nio.ByteBuffer;

/**
 * One end of datagrams to a socket in the file system or an abstract one, which also carry file descriptors.
 *
 * <p><b>Owner:</b> whoever holds this object. <b>Thread:</b> one at a time.
 */
public final class UnixDatagram implements AutoCloseable {

    // linux/net.h: SOCK_NONBLOCK and SOCK_CLOEXEC are the O_ flags
    private static final int SOCK_DGRAM = 2;

    private final Fd fd;
    private final Message out = new Message();

    private UnixDatagram(Fd fd) {
        this.fd = fd;
    }

    /**
     * Connects to a socket; {@link ErrnoException} if nobody has it.
     *
     * @param address a path, or {@code @} and an abstract name
     */
    public static UnixDatagram connect(String address) {
        ByteBuffer name = UnixAddress.of(address);
        int type = SOCK_DGRAM | Posix.O_NONBLOCK | Posix.O_CLOEXEC;
        Fd fd = Fd.adopt(
                ErrnoException.check(Libc.result(Libc.socket(UnixAddress.AF_UNIX, type, 0)), "socket", "AF_UNIX"));
        int result = Libc.result(Libc.connect(fd.fd(), name, name.capacity()));
        if (result < 0) {
            fd.close();
            throw new ErrnoException("connect", -result, address);
        }
        return new UnixDatagram(fd);
    }

    /**
     * Sends the buffer's rest as one datagram, and waits for room if the receiver's queue is full.
     *
     * @param timeoutMillis for that, at most
     * @param fds travel with it; the caller keeps its own
     * @throws ErrnoException {@code EAGAIN} if there was no room in time, {@code ECONNREFUSED} if the receiver has gone
     */
    public void send(ByteBuffer direct, int timeoutMillis, int... fds) {
        long deadline = System.nanoTime() + timeoutMillis * 1_000_000L;
        int n;
        while ((n = out.send(fd.fd(), direct, fds)) == -Errno.EAGAIN) {
            long left = (deadline - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                break;
            }
            Posix.poll(fd.fd(), Posix.POLLOUT, (int) left);
        }
        ErrnoException.check(n, "sendmsg", fd);
    }

    @Override
    public void close() {
        fd.close();
    }
}
