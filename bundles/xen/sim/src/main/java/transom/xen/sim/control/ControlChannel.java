package transom.xen.sim.control;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
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

    private final Path path;
    private final UnixSocket socket;
    private final ControlReader reader;
    private int lastId;
    private String lost;

    private ControlChannel(Path path, UnixSocket socket) {
        this.path = path;
        this.socket = socket;
        this.reader = new ControlReader(socket);
    }

    /** Connects to the simulator's {@link SimSockets#control}. */
    public static ControlChannel connect(SimSockets sockets) {
        if (!Files.exists(sockets.control())) {
            throw new ControlException("ENOENT", "no simulator listens at " + sockets.control());
        }
        return new ControlChannel(sockets.control(), UnixSocket.connect(sockets.control()));
    }

    /**
     * Asks and waits.
     *
     * @return the answer. <b>Owner of its fds:</b> the caller
     * @throws ControlException the refusal, or EIO if the connection is lost
     */
    public synchronized ControlMessage call(ControlOp op, Payload payload) {
        if (lost != null) {
            throw new ControlException("EIO", lost);
        }
        ControlMessage request = ControlMessage.request(op, ++lastId, payload);
        send(request.encode());
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

    private void send(ByteBuffer bytes) {
        while (bytes.hasRemaining()) {
            int n = socket.send(bytes);
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
        lost = "the connection to the simulator at " + path + " is lost: " + what;
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
