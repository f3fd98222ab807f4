package transom.xen.sim.control;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import transom.linux.Direct;
import transom.linux.Fd;
import transom.linux.UnixSocket;

/** Takes messages, with their fds, out of a socket. <b>Thread:</b> one at a time. */
public final class ControlReader implements AutoCloseable {

    private static final int ROOM = 64 << 10;

    private final UnixSocket socket;
    private final List<Fd> fds = new ArrayList<>();
    private ByteBuffer buffer = Direct.allocate(ROOM).flip();

    /** @param socket lent */
    public ControlReader(UnixSocket socket) {
        this.socket = socket;
    }

    /** Reads what is there; bytes, 0 at the end, or {@code -errno}. Call {@link #next} until it has no more. */
    public int fill() {
        int needed = Math.max(0, ControlMessage.neededPayload(buffer)) + ControlMessage.HEADER;
        if (buffer.capacity() < needed) {
            buffer = Direct.allocate(needed).put(buffer);
        } else {
            buffer.compact();
        }
        int n = socket.receive(buffer, fds);
        buffer.flip();
        return n;
    }

    /** The next message, {@code null} if not all of it has come yet. */
    public ControlMessage next() {
        return ControlMessage.decode(buffer, fds);
    }

    /** Closes fds that came with no message; the socket stays. */
    @Override
    public void close() {
        fds.forEach(Fd::close);
        fds.clear();
    }
}
