package transom.xen.store;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import transom.linux.Errno;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Posix;
import transom.xen.XenStoreException;

/**
 * The connection under a client: sends requests from any thread, reads answers and watch events on the loop.
 *
 * <p><b>Owner:</b> the client. <b>Thread:</b> any, as each method says.
 */
final class StoreLink implements AutoCloseable {

    private static final int LONGEST = StoreMessage.HEADER + StoreMessage.PAYLOAD_MAX;

    private final String name;
    private final Fd fd;
    private final EventLoop loop;
    private final Consumer<String> whenLost;
    private final Duration limit;
    private final Events events;
    private final StoreCalls calls = new StoreCalls();
    private final StoreReader reader;
    private final Object writing = new Object();
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LONGEST);
    private boolean closed;

    /** Gets watch events, on the loop. */
    interface Events {
        void event(StoreMessage event) throws StoreProtocolException;
    }

    StoreLink(String name, Fd fd, EventLoop loop, Consumer<String> whenLost, Duration limit, Events events) {
        this.name = name;
        this.fd = fd;
        this.loop = loop;
        this.whenLost = whenLost;
        this.limit = limit;
        this.events = events;
        this.reader = new StoreReader(fd);
    }

    /** Begins to read. */
    void open() {
        loop.call(
                () -> {
                    loop.add(fd.fd(), this::readable);
                    return null;
                },
                limit);
    }

    boolean isLost() {
        return calls.isLost();
    }

    /**
     * Asks and waits.
     *
     * @return the answer, which is not an error
     * @throws XenStoreException the daemon's error, ETIMEDOUT, or EIO if the connection is lost
     */
    StoreMessage call(StoreOp op, int transactionId, byte[] payload) {
        if (loop.inLoop()) {
            throw new IllegalStateException("a call of the store (" + op + ") on the loop that reads its answers");
        }
        StoreCalls.Call call = send(op, transactionId, payload);
        StoreMessage answer = await(op, payload, call);
        if (answer.is(StoreOp.ERROR)) {
            throw new XenStoreException(StorePayload.first(answer.payload()), describe(op, payload));
        } else if (!answer.is(op)) {
            String reason = lostBecause("it answered " + answer + " to " + describe(op, payload));
            calls.lose(reason);
            throw new XenStoreException("EIO", reason);
        }
        return answer;
    }

    private StoreMessage await(StoreOp op, byte[] payload, StoreCalls.Call call) {
        try {
            return call.answer().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw new XenStoreException(
                    "EIO", describe(op, payload) + ": " + e.getCause().getMessage());
        } catch (TimeoutException e) {
            throw new XenStoreException("ETIMEDOUT", describe(op, payload) + ": no answer in " + limit);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new XenStoreException("EINTR", describe(op, payload) + ": interrupted");
        }
    }

    private static String describe(StoreOp op, byte[] payload) {
        return "store " + op + " " + StorePayload.printable(payload);
    }

    /** Asks; the answer may be waited for, or dropped. */
    StoreCalls.Call send(StoreOp op, int transactionId, byte[] payload) {
        if (payload.length > StoreMessage.PAYLOAD_MAX) {
            throw new XenStoreException("E2BIG", describe(op, payload) + " has " + payload.length + " bytes");
        }
        synchronized (writing) {
            StoreCalls.Call call = calls.open();
            outgoing.clear();
            new StoreMessage(op, call.requestId(), transactionId, payload).encode(outgoing);
            outgoing.flip();
            writeAll();
            return call;
        }
    }

    private void writeAll() {
        while (outgoing.hasRemaining()) {
            int n = Posix.write(fd, outgoing);
            if (n == -Errno.EAGAIN) {
                n = Posix.poll(fd.fd(), Posix.POLLOUT, (int) limit.toMillis());
                n = n == 0 ? -Errno.ETIMEDOUT : n;
            }
            if (n < 0 && n != -Errno.EINTR) {
                String reason = lostBecause("write: " + Errno.describe(-n));
                calls.lose(reason);
                throw new XenStoreException("EIO", reason);
            }
        }
    }

    private void readable() {
        int n = reader.fill();
        if (StoreReader.isNothingNow(n)) {
            return;
        }
        try {
            if (n < 0) {
                throw new StoreProtocolException("read: " + Errno.describe(-n));
            } else if (n == 0) {
                throw new StoreProtocolException(
                        reader.isCutOff()
                                ? "it closed the connection inside of a message"
                                : "it closed the connection");
            }
            for (StoreMessage message = reader.next(); message != null; message = reader.next()) {
                handle(message);
            }
        } catch (StoreProtocolException e) {
            lose(lostBecause(e.getMessage()));
        }
    }

    private void handle(StoreMessage message) throws StoreProtocolException {
        if (message.is(StoreOp.WATCH_EVENT)) {
            tell(message);
        } else {
            calls.answered(message);
        }
    }

    /** A listener that throws is the loop's owner's problem; what comes after it in the buffer is read all the same. */
    private void tell(StoreMessage event) throws StoreProtocolException {
        try {
            events.event(event);
        } catch (RuntimeException e) {
            loop.post(() -> {
                throw e;
            });
        }
    }

    private String lostBecause(String what) {
        return "the connection to the store at " + name + " is lost: " + what;
    }

    private void lose(String reason) {
        loop.remove(fd.fd());
        calls.lose(reason);
        whenLost.accept(reason);
    }

    /** Ends the connection, and with it all watches and transactions; waiting calls fail. */
    @Override
    public void close() {
        calls.lose("this connection to the store is closed");
        synchronized (writing) {
            if (closed) {
                return;
            }
            closed = true;
        }
        try {
            loop.call(
                    () -> {
                        loop.remove(fd.fd());
                        return null;
                    },
                    limit);
        } catch (IllegalStateException e) {
            // The loop was closed before: it reads nothing any more.
        } finally {
            fd.close();
        }
    }
}
