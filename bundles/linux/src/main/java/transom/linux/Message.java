package transom.linux;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * The structures of one sendmsg or recvmsg with file descriptors, reused from call to call.
 *
 * <p><b>Thread:</b> one at a time.
 */
final class Message {

    /** Linux takes no more in one message (net/scm.h, SCM_MAX_FD). */
    static final int MAX_FDS = 253;

    // asm-generic/socket.h, bits/socket.h
    private static final int SOL_SOCKET = 1;
    private static final int SCM_RIGHTS = 1;
    private static final int MSG_CTRUNC = 8;
    private static final int MSG_NOSIGNAL = 0x4000;
    private static final int MSG_CMSG_CLOEXEC = 0x40000000;

    private final ByteBuffer header = Direct.allocate(Layouts.MSGHDR_SIZE);
    private final ByteBuffer vector = Direct.allocate(Layouts.IOVEC_SIZE);
    private final ByteBuffer control = Direct.allocate(Layouts.CMSGHDR_SIZE + align(MAX_FDS * Integer.BYTES));
    private final long controlAddress = Direct.address(control);

    Message() {
        header.putLong(Layouts.MSGHDR_MSG_IOV, Direct.address(vector)).putLong(Layouts.MSGHDR_MSG_IOVLEN, 1);
    }

    /** Sends the buffer's rest and the fds with its first byte; bytes sent or {@code -errno}. */
    int send(int socket, ByteBuffer direct, int... fds) {
        if (fds.length > MAX_FDS) {
            throw new IllegalArgumentException(fds.length + " fds are more than " + MAX_FDS);
        }
        if (fds.length > 0 && !direct.hasRemaining()) {
            throw new IllegalArgumentException("fds need at least one byte to go with");
        }
        data(direct);
        int length = fds.length == 0 ? 0 : Layouts.CMSGHDR_SIZE + fds.length * Integer.BYTES;
        control.putLong(Layouts.CMSGHDR_CMSG_LEN, length)
                .putInt(Layouts.CMSGHDR_CMSG_LEVEL, SOL_SOCKET)
                .putInt(Layouts.CMSGHDR_CMSG_TYPE, SCM_RIGHTS);
        for (int i = 0; i < fds.length; i++) {
            control.putInt(Layouts.CMSGHDR_SIZE + i * Integer.BYTES, fds[i]);
        }
        header.putLong(Layouts.MSGHDR_MSG_CONTROL, fds.length == 0 ? 0 : controlAddress)
                .putLong(Layouts.MSGHDR_MSG_CONTROLLEN, align(length));
        int n;
        do {
            n = (int) Libc.result(Libc.sendmsg(socket, header, MSG_NOSIGNAL));
        } while (n == -Errno.EINTR);
        return advance(direct, n);
    }

    /** Receives into the buffer's rest; bytes, 0 at the end, or {@code -errno}. */
    int receive(int socket, ByteBuffer direct, List<Fd> fdsOut) {
        if (!direct.hasRemaining()) {
            throw new IllegalArgumentException("receive into a full buffer");
        }
        data(direct);
        header.putLong(Layouts.MSGHDR_MSG_CONTROL, controlAddress)
                .putLong(Layouts.MSGHDR_MSG_CONTROLLEN, control.capacity())
                .putInt(Layouts.MSGHDR_MSG_FLAGS, 0);
        int n;
        do {
            n = (int) Libc.result(Libc.recvmsg(socket, header, MSG_CMSG_CLOEXEC));
        } while (n == -Errno.EINTR);
        if (n >= 0) {
            takeFds(header.getLong(Layouts.MSGHDR_MSG_CONTROLLEN), fdsOut);
            if ((header.getInt(Layouts.MSGHDR_MSG_FLAGS) & MSG_CTRUNC) != 0) {
                return -Errno.EMSGSIZE;
            }
        }
        return advance(direct, n);
    }

    private void data(ByteBuffer direct) {
        vector.putLong(Layouts.IOVEC_IOV_BASE, Direct.address(direct) + direct.position())
                .putLong(Layouts.IOVEC_IOV_LEN, direct.remaining());
    }

    /** What the kernel put into the control buffer: it alone writes these lengths. */
    private void takeFds(long controlLength, List<Fd> fdsOut) {
        for (int at = 0; at + Layouts.CMSGHDR_SIZE <= controlLength; ) {
            int length = (int) control.getLong(at + Layouts.CMSGHDR_CMSG_LEN);
            if (control.getInt(at + Layouts.CMSGHDR_CMSG_LEVEL) == SOL_SOCKET
                    && control.getInt(at + Layouts.CMSGHDR_CMSG_TYPE) == SCM_RIGHTS) {
                for (int fd = at + Layouts.CMSGHDR_SIZE; fd < at + length; fd += Integer.BYTES) {
                    fdsOut.add(Fd.adopt(control.getInt(fd)));
                }
            }
            at += align(Math.max(length, Layouts.CMSGHDR_SIZE));
        }
    }

    private static int advance(ByteBuffer direct, int n) {
        if (n > 0) {
            direct.position(direct.position() + n);
        }
        return n;
    }

    /** CMSG_ALIGN of bits/socket.h: to the size of a long. */
    private static int align(int length) {
        return (length + Long.BYTES - 1) & -Long.BYTES;
    }
}
