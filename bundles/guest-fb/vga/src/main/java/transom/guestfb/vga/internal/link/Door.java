package transom.guestfb.vga.internal.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.keep.Keep;
import transom.linux.Fd;
import transom.linux.UnixSocket;

/**
 * Where device models connect. The listening socket is in the keep, so that one that connects while no version of this bundle runs, or
 * no JVM, waits and is served.
 *
 * <p><b>Owner:</b> whoever opened it. <b>Thread:</b> the loop.
 */
public final class Door implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Door.class);

    private static final String KEPT = "vga/door";

    /** Only for its owner, who is root in dom0: whoever connects names a domain, and is believed. */
    private static final int MODE = 0600;

    private final UnixSocket listener;

    private Door(UnixSocket listener) {
        this.listener = listener;
    }

    /**
     * The one that is in the keep for this path, or a new one.
     *
     * @throws transom.linux.ErrnoException if nobody can listen there, or somebody else does
     */
    public static Door open(Path path, Keep keep) {
        byte[] name = path.toString().getBytes(StandardCharsets.UTF_8);
        Optional<Path> before = keep.record(KEPT).map(kept -> Path.of(new String(kept, StandardCharsets.UTF_8)));
        OptionalInt kept = keep.dupFd(KEPT);
        if (kept.isPresent() && before.equals(Optional.of(path)) && Files.exists(path)) {
            return new Door(UnixSocket.adopt(Fd.adopt(kept.getAsInt())));
        }
        kept.ifPresent(fd -> Fd.adopt(fd).close());
        // what is in the keep would go on listening where nobody serves it
        keep.remove(KEPT);
        before.filter(old -> !old.equals(path)).ifPresent(Door::delete);
        try (UnixSocket listening = UnixSocket.listenForPackets(path, MODE)) {
            keep.putFd(KEPT, listening.fd());
            keep.putRecord(KEPT, name);
            // the file stays: closing this descriptor is not the end of it
            return new Door(UnixSocket.adopt(listening.take()));
        }
    }

    private static void delete(Path socket) {
        try {
            Files.deleteIfExists(socket);
        } catch (IOException e) {
            LOG.warn("nobody listens at {} any more, and it can not be deleted: {}", socket, e.getMessage());
        }
    }

    /** Lends the number, for the loop. */
    public int fd() {
        return listener.fd();
    }

    /** The next one who came, or null if nobody waits. <b>Owner:</b> the caller. */
    public UnixSocket accept() {
        return listener.accept();
    }

    /** Leaves it to whoever opens it next; the keep goes on listening. */
    @Override
    public void close() {
        listener.close();
    }
}
