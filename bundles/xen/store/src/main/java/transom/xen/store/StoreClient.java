package transom.xen.store;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Function;
import transom.linux.Errno;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Posix;
import transom.linux.UnixSocket;
import transom.xen.StoreAccess;
import transom.xen.StorePermission;
import transom.xen.StoreWatch;
import transom.xen.XenStore;
import transom.xen.XenStoreException;

/**
 * A client of the store's daemon over one connection: a Unix socket of xenstored, or the kernel's /dev/xen/xenbus.
 *
 * <p>It does not connect again. Xen's daemon cannot be restarted (its live update keeps connections), so a connection
 * that ends means that the daemon has died or has thrown us out: every call then fails with the reason, and {@code
 * whenLost} is told once.
 *
 * <p><b>Owner:</b> whoever connected closes it. <b>Thread:</b> any, except that calls which wait are refused on the
 * loop. Answers are read, and listeners called, on the loop.
 */
public final class StoreClient implements XenStore, AutoCloseable {

    /** How often a transaction is tried. */
    static final int ATTEMPTS = 64;

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LONGEST = StoreMessage.HEADER + StoreMessage.PAYLOAD_MAX;

    private final String name;
    private final Fd fd;
    private final EventLoop loop;
    private final Consumer<String> whenLost;
    private final Duration limit;
    private final StoreCalls calls = new StoreCalls();
    private final StoreWatches watches = new StoreWatches();
    private final StoreReader reader;
    private final StoreRequests direct = new StoreRequests(this, 0);
    private final Object writing = new Object();
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(LONGEST);
    private boolean closed;

    /**
     * Serves a connection.
     *
     * @param name for messages, e.g. the socket's path
     * @param fd transferred: closed by {@link #close}
     * @param loop running, or stepped by a test; not closed
     * @param whenLost told once, on the loop, why the connection ended; not after {@link #close}
     * @param limit how long a call waits for its answer
     */
    public StoreClient(String name, Fd fd, EventLoop loop, Consumer<String> whenLost, Duration limit) {
        this.name = name;
        this.fd = fd;
        this.loop = loop;
        this.whenLost = whenLost;
        this.limit = limit;
        this.reader = new StoreReader(fd);
        loop.call(
                () -> {
                    loop.add(fd.fd(), this::readable);
                    return null;
                },
                limit);
    }

    /** Serves a connection; a call waits 30 s for its answer. */
    public StoreClient(String name, Fd fd, EventLoop loop, Consumer<String> whenLost) {
        this(name, fd, loop, whenLost, LIMIT);
    }

    /**
     * Connects.
     *
     * @param path xenstored's socket or /dev/xen/xenbus
     */
    public static StoreClient connect(Path path, EventLoop loop, Consumer<String> whenLost) {
        return new StoreClient(path.toString(), open(path), loop, whenLost);
    }

    private static Fd open(Path path) {
        if (!Files.exists(path)) {
            throw new XenStoreException(
                    "ENOENT", "no store at " + path + "; is xenstored running, and is this the control domain?");
        }
        if (Files.isRegularFile(path) || Files.isDirectory(path)) {
            throw new XenStoreException("ENOTSOCK", "the store at " + path + " is neither a socket nor a device");
        }
        return path.startsWith("/dev")
                ? Posix.open(path.toString(), Posix.O_RDWR)
                : UnixSocket.connect(path).take();
    }

    @Override
    public Optional<String> read(String path) {
        return direct.read(path);
    }

    @Override
    public void write(String path, String value) {
        direct.write(path, value);
    }

    @Override
    public void mkdir(String path) {
        direct.mkdir(path);
    }

    @Override
    public void remove(String path) {
        direct.remove(path);
    }

    @Override
    public List<String> directory(String path) {
        return direct.directory(path);
    }

    @Override
    public List<StorePermission> permissions(String path) {
        return direct.permissions(path);
    }

    @Override
    public void setPermissions(String path, List<StorePermission> permissions) {
        direct.setPermissions(path, permissions);
    }

    @Override
    public <T> T transaction(Function<StoreAccess, T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return attempt(work);
            } catch (XenStoreException e) {
                if (!e.errno().equals("EAGAIN")) {
                    throw e;
                } else if (attempt == ATTEMPTS) {
                    throw new XenStoreException("EAGAIN", "transaction given up after " + ATTEMPTS + " attempts");
                }
            }
        }
    }

    private <T> T attempt(Function<StoreAccess, T> work) {
        StoreRequests transaction = new StoreRequests(this, direct.startTransaction());
        T result;
        try {
            result = work.apply(transaction);
        } catch (RuntimeException | Error e) {
            abandon(transaction, e);
            throw e;
        }
        transaction.endTransaction(true);
        return result;
    }

    private static void abandon(StoreRequests transaction, Throwable why) {
        try {
            transaction.endTransaction(false);
        } catch (XenStoreException e) {
            why.addSuppressed(e);
        }
    }

    @Override
    public StoreWatch watch(String path, StoreWatch.Listener listener) {
        StoreWatches.Watch watch = watches.add(path, listener, this::unwatch);
        try {
            direct.watch(path, watch.token());
        } catch (RuntimeException e) {
            watch.forget();
            throw e;
        }
        return watch;
    }

    /** The answer may be dropped: on the loop nobody can wait for it, and the watch is deaf already. */
    private void unwatch(String path, String token) {
        if (!calls.isLost()) {
            try {
                send(StoreOp.UNWATCH, 0, StorePayload.strings(path, token));
            } catch (XenStoreException lost) {
                calls.lose(lost.getMessage());
            }
        }
    }

    /** Paths that are watched now, sorted. */
    public List<String> watchedPaths() {
        return watches.paths();
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

    private StoreCalls.Call send(StoreOp op, int transactionId, byte[] payload) {
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
            watches.dispatch(message);
        } else {
            calls.answered(message);
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
        if (loop.inLoop()) {
            leave();
        } else {
            loop.call(
                    () -> {
                        leave();
                        return null;
                    },
                    limit);
        }
    }

    private void leave() {
        loop.remove(fd.fd());
        fd.close();
    }
}
