package transom.xen.store;

import java.nio.ByteBuffer;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.Posix;

/**
 * Takes messages out of a stream of bytes. The fd may block or not.
 *
 * <p><b>Thread:</b> one at a time.
 */
public final class StoreReader {

    private final Fd fd;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(4 * (StoreMessage.HEADER + StoreMessage.PAYLOAD_MAX));

    /** @param fd lent: a connected socket or /dev/xen/xenbus */
    public StoreReader(Fd fd) {
        this.fd = fd;
        buffer.flip();
    }

    /**
     * Reads what the fd has. Call {@link #next} until it has no more before the next fill.
     *
     * @return bytes read, 0 at the end of the stream, or {@code -errno}
     */
    public int fill() {
        buffer.compact();
        int n = Posix.read(fd, buffer);
        buffer.flip();
        return n;
    }

    /** The next message, {@code null} if not all of it has come yet. */
    public StoreMessage next() throws StoreProtocolException {
        return StoreMessage.decode(buffer);
    }

    /** Whether the stream ended inside of a message. */
    public boolean isCutOff() {
        return buffer.hasRemaining();
    }

    /** Whether this return value of {@link #fill} only says that there is nothing now. */
    public static boolean isNothingNow(int filled) {
        return filled == -Errno.EAGAIN || filled == -Errno.EINTR;
    }
}
