package transom.xen.sim.control;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.time.Duration;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.UnixSocket;

/**
 * A connection to the simulator: asks, and waits for the answer.
 *
 * <p><b>Owner:</b> whoever connected closes it. <b>Thread:</b> any; one call at a time, the others wait.
 */
public final class ControlChannel implements AutoCloseable {

    /** Longer than a toolstack waits for a backend that does not answer. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final String peer;
    private final UnixSocket socket;
    private final ControlReader reader;
    private int lastId;
    private String lost;

    private ControlChannel(String peer, UnixSocket socket) {
        this.peer = peer;
        this.socket = socket;
        this.reader = new ControlReader(socket);
    }

    /** Connects to the simulator's {@link SimSockets#control}. */
    public static ControlChannel connect(SimSockets sockets) {
        if (!Files.exists(sockets.control())) {
            throw new ControlException("ENOENT", "no simulator listens at " + sockets.control());
        }
        return new ControlChannel(sockets.control().toString(), UnixSocket.connect(sockets.control()));
    }

    /** Goes on with a connection that somebody else made. @param fd transferred */
    public static ControlChannel adopt(Fd fd) {
        return new ControlChannel(fd.toString(), UnixSocket.adopt(fd));
    }

    /** A new descriptor of the connection, which lives as long as any. <b>Owner:</b> the caller. */
    public Fd dup() {
        return Fd.dupOf(socket.fd());
    }

    /**
     * Asks and waits.
     *
     * @param fds lent, go with the request
     * @return the answer. <b>Owner of its fds:</b> the caller
     * @throws ControlException the refusal, or EIO if the connection is lost
     */
    public synchronized ControlMessage call(ControlOp op, Payload payload, Fd... fds) {
        if (lost != null) {
            throw new ControlException("EIO", lost);
        }
        ControlMessage request = ControlMessage.request(op, ++lastId, payload, fds);
        send(request.encode(), request.numbers());
        ControlMessage answer = receive();
        if (answer.id() != request.id() || answer.op() != request.op()) {
            answer.fds().forEach(Fd::close);
            throw lose("it answered " + answer.op() + " to " + op);
        } else if (answer.status() != 0) {
            Payload.Fields fields = answer.fields();
            throw new ControlException(fields.text(), fields.text());
        }
        return answer;
    }

    private void send(ByteBuffer bytes, int... fds) {
        while (bytes.hasRemaining()) {
            int n = bytes.position() == 0 ? socket.send(bytes, fds) : socket.send(bytes);
            if (n == -Errno.EAGAIN) {
                if (!socket.awaitWritable((int) LIMIT.toMillis())) {
                    throw lose("it does not read");
                }
            } else if (n < 0 && n != -Errno.EINTR) {
                throw lose("send: " + Errno.describe(-n));
            }
        }
    }

    private ControlMessage receive() {
        ControlMessage answer = reader.next();
        while (answer == null) {
            if (!socket.awaitReadable((int) LIMIT.toMillis())) {
                throw lose("no answer in " + LIMIT);
            }
            int n = reader.fill();
            if (n == 0 || n < 0 && n != -Errno.EAGAIN && n != -Errno.EINTR) {
                throw lose(n == 0 ? "it closed the connection" : "receive: " + Errno.describe(-n));
            }
            answer = reader.next();
        }
        return answer;
    }

    private ControlException lose(String what) {
        lost = "the connection to the simulator at " + peer + " is lost: " + what;
        return new ControlException("EIO", lost);
    }

    @Override
    public synchronized void close() {
        if (lost == null) {
            lost = "this connection to the simulator is closed";
        }
        reader.close();
        socket.close();
    }
}
