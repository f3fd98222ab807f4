package transom.xen.sim.internal;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import transom.linux.Errno;
import transom.linux.EventLoop;
import transom.linux.Fd;

/**
 * What is still to be sent to a peer. One that does not read is given up at 4 MiB.
 *
 * <p><b>Thread:</b> the loop.
 */
public final class Outbox {

    private static final int LIMIT = 4 << 20;

    private final EventLoop loop;
    private final int fd;
    private final Sender sender;
    private final Consumer<String> failed;
    private final Deque<Item> waiting = new ArrayDeque<>();
    private int bytes;

    /** Sends a part and returns its bytes or {@code -errno}. */
    @FunctionalInterface
    public interface Sender {
        int send(ByteBuffer direct, int... fds);
    }

    private record Item(ByteBuffer bytes, List<Fd> fds) {

        int[] numbers() {
            return fds.stream().mapToInt(Fd::fd).toArray();
        }

        void close() {
            fds.forEach(Fd::close);
        }
    }

    /**
     * @param fd lent: non-blocking, to be added to the loop with {@link #flush} for writable
     * @param failed told why the peer is lost
     */
    public Outbox(EventLoop loop, int fd, Sender sender, Consumer<String> failed) {
        this.loop = loop;
        this.fd = fd;
        this.sender = sender;
        this.failed = failed;
    }

    /** Sends it, now or when there is room. */
    public void send(ByteBuffer message) {
        send(message, List.of());
    }

    /** Sends it and these fds with it. <b>Owner:</b> the outbox, which closes them when they are sent. */
    public void send(ByteBuffer message, List<Fd> fds) {
        waiting.add(new Item(message, fds));
        bytes += message.remaining();
        if (bytes > LIMIT) {
            failed.accept("it does not read: " + bytes + " bytes wait for it");
        } else if (waiting.size() == 1) {
            flush();
        }
    }

    /** Sends what there is room for. */
    public void flush() {
        while (!waiting.isEmpty()) {
            Item first = waiting.peek();
            int n = first.bytes.position() == 0 ? sender.send(first.bytes, first.numbers()) : sender.send(first.bytes);
            if (n == -Errno.EAGAIN) {
                break;
            } else if (n < 0 && n != -Errno.EINTR) {
                failed.accept("write: " + Errno.describe(-n));
                return;
            }
            bytes -= Math.max(n, 0);
            if (!first.bytes.hasRemaining()) {
                waiting.remove().close();
            }
        }
        loop.interest(fd, true, !waiting.isEmpty());
    }

    /** Drops what waits. */
    public void clear() {
        waiting.forEach(Item::close);
        waiting.clear();
        bytes = 0;
    }
}
