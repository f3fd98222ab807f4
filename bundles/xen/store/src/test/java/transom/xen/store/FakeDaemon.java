package transom.xen.store;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import transom.linux.Errno;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.UnixSocket;

/** The other end of a connection: does with each request what the test says. */
final class FakeDaemon implements AutoCloseable {

    final EventLoop clientLoop = new EventLoop("test-client");
    final BlockingQueue<StoreMessage> requests = new LinkedBlockingQueue<>();
    final List<String> lost = new CopyOnWriteArrayList<>();
    final StoreClient client;
    private final EventLoop loop = new EventLoop("test-daemon");
    private final UnixSocket socket;
    private final Fd daemonFd;
    private final StoreReader reader;

    /** @param script gets every request, on the daemon's loop */
    FakeDaemon(BiConsumer<FakeDaemon, StoreMessage> script, Duration limit) {
        UnixSocket[] ends = UnixSocket.pair();
        socket = ends[1];
        daemonFd = Fd.dupOf(socket.fd());
        reader = new StoreReader(daemonFd);
        loop.add(daemonFd.fd(), () -> {
            int n = reader.fill();
            if (n == 0) {
                loop.remove(daemonFd.fd());
                daemonFd.close();
            }
            serve(script);
        });
        loop.start();
        clientLoop.start();
        client = new StoreClient("test", ends[0].take(), clientLoop, lost::add, limit);
    }

    FakeDaemon(BiConsumer<FakeDaemon, StoreMessage> script) {
        this(script, Duration.ofSeconds(10));
    }

    private void serve(BiConsumer<FakeDaemon, StoreMessage> script) {
        try {
            for (StoreMessage m = reader.next(); m != null; m = reader.next()) {
                requests.add(m);
                script.accept(this, m);
            }
        } catch (StoreProtocolException e) {
            throw new AssertionError(e);
        }
    }

    StoreMessage nextRequest() throws InterruptedException {
        StoreMessage request = requests.poll(10, TimeUnit.SECONDS);
        if (request == null) {
            throw new AssertionError("no request came");
        }
        return request;
    }

    void answer(StoreMessage to, StoreOp op, byte[] payload) {
        send(new StoreMessage(op, to.requestId(), to.transactionId(), payload));
    }

    void ok(StoreMessage to) {
        answer(to, StoreOp.byCode(to.type()), StorePayload.strings("OK"));
    }

    void error(StoreMessage to, String errno) {
        answer(to, StoreOp.ERROR, StorePayload.strings(errno));
    }

    void send(StoreMessage message) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(message.length());
        message.encode(bytes);
        raw(bytes.flip());
    }

    void header(int type, int requestId, int length) {
        ByteBuffer bytes = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
        raw(bytes.putInt(type).putInt(requestId).putInt(0).putInt(length).flip());
    }

    void raw(ByteBuffer bytes) {
        int all = bytes.remaining();
        int sent = socket.send(bytes);
        if (sent != all && sent != -Errno.EPIPE) {
            throw new AssertionError("the test's socket is full");
        }
    }

    /** Ends the connection as a daemon that dies does. */
    void hangUp() {
        loop.call(
                () -> {
                    loop.remove(daemonFd.fd());
                    daemonFd.close();
                    socket.close();
                    return null;
                },
                Duration.ofSeconds(5));
        loop.close();
    }

    @Override
    public void close() {
        client.close();
        clientLoop.close();
        loop.close();
        daemonFd.close();
        socket.close();
    }
}
