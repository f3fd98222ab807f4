package transom.xen.sim.internal.store;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Posix;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.sim.internal.Outbox;
import transom.xen.store.StoreMessage;
import transom.xen.store.StoreProtocolException;
import transom.xen.store.StoreReader;

/** One client of the store: its domain, what it has open, and its bytes. What is malformed costs it the connection. */
final class Connection {

    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);

    private final DomId domain;
    private final Fd fd;
    private final EventLoop loop;
    private final StoreReader reader;
    private final Outbox outbox;
    private final Handler handler;
    private final Map<Integer, Transaction> transactions = new HashMap<>();
    private boolean open = true;

    /** What a connection's messages and its end mean. */
    interface Handler {
        void request(Connection from, StoreMessage message);

        void closed(Connection connection);
    }

    Connection(DomId domain, UnixSocket socket, EventLoop loop, Handler handler) {
        this.domain = domain;
        this.fd = socket.take();
        this.loop = loop;
        this.handler = handler;
        this.reader = new StoreReader(fd);
        this.outbox = new Outbox(loop, fd.fd(), (bytes, fds) -> Posix.write(fd, bytes), this::drop);
        loop.add(fd.fd(), this::readable, outbox::flush);
    }

    DomId domain() {
        return domain;
    }

    Map<Integer, Transaction> transactions() {
        return transactions;
    }

    void send(StoreMessage message) {
        if (open) {
            ByteBuffer bytes = ByteBuffer.allocateDirect(message.length());
            message.encode(bytes);
            outbox.send(bytes.flip());
        }
    }

    private void readable() {
        int n = reader.fill();
        if (StoreReader.isNothingNow(n)) {
            return;
        } else if (n <= 0) {
            close();
            return;
        }
        try {
            for (StoreMessage message = reader.next(); message != null && open; message = reader.next()) {
                handler.request(this, message);
            }
        } catch (StoreProtocolException e) {
            drop(e.getMessage());
        }
    }

    private void drop(String why) {
        LOG.warn("store: a connection of dom{} is closed: {}", domain, why);
        close();
    }

    void close() {
        if (open) {
            open = false;
            outbox.clear();
            loop.remove(fd.fd());
            fd.close();
            handler.closed(this);
        }
    }
}
