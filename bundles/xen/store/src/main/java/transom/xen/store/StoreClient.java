package transom.xen.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Posix;
import transom.linux.UnixSocket;
import transom.xen.DomId;
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

    private final StoreWatches watches = new StoreWatches();
    private final StoreLink link;
    private final StoreRequests direct;

    /**
     * Serves a connection.
     *
     * @param name for messages, e.g. the socket's path
     * @param fd transferred: closed by {@link #close}
     * @param loop running; not closed
     * @param whenLost told once, on the loop, why the connection ended; not after {@link #close}
     * @param limit how long a call waits for its answer
     */
    public StoreClient(String name, Fd fd, EventLoop loop, Consumer<String> whenLost, Duration limit) {
        this.link = new StoreLink(name, fd, loop, whenLost, limit, watches::dispatch);
        this.direct = new StoreRequests(link, 0);
        link.open();
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
        StoreRequests transaction = new StoreRequests(link, direct.startTransaction());
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
    public boolean isIntroduced(DomId domain) {
        return direct.isIntroduced(domain);
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
        if (!link.isLost()) {
            try {
                link.send(StoreOp.UNWATCH, 0, StorePayload.strings(path, token));
            } catch (XenStoreException lost) {
                // A connection that has ended watches nothing.
            }
        }
    }

    /** Paths that are watched now, sorted. */
    public List<String> watchedPaths() {
        return watches.paths();
    }

    /** Ends the connection, and with it all watches and transactions; waiting calls fail. */
    @Override
    public void close() {
        link.close();
    }
}
