package transom.xen.sim.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import transom.linux.ErrnoException;
import transom.linux.UnixSocket;
import transom.xen.sim.control.SimSockets;

/** The directory of the simulator's sockets, which is only its user's; one that it made itself it deletes. */
public final class SimDirectory implements AutoCloseable {

    private static final String MODE = "rwx------";

    private final SimSockets sockets;
    private final boolean own;

    private SimDirectory(Path path, boolean own) {
        this.sockets = new SimSockets(path);
        this.own = own;
    }

    /**
     * Finds or makes it.
     *
     * @param configured empty for a new one below $XDG_RUNTIME_DIR, or the folder for temporary files
     * @throws IllegalArgumentException which says what is wrong with it
     */
    public static SimDirectory open(String configured) {
        try {
            return configured.isBlank() ? new SimDirectory(fresh(), true) : given(Path.of(configured));
        } catch (IOException e) {
            throw new UncheckedIOException("directory '" + configured + "' cannot be made", e);
        }
    }

    private static Path fresh() throws IOException {
        String runtime = System.getenv("XDG_RUNTIME_DIR");
        Path base = runtime != null && Files.isWritable(Path.of(runtime))
                ? Path.of(runtime)
                : Path.of(System.getProperty("java.io.tmpdir"));
        return Files.createTempDirectory(base, "transom-sim-");
    }

    private static SimDirectory given(Path path) throws IOException {
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException("directory '" + path + "' must be absolute, e.g. /run/transom-sim");
        }
        new SimSockets(path);
        if (!Files.exists(path)) {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(MODE)));
        } else if (!Files.isDirectory(path)) {
            throw new IllegalArgumentException("directory '" + path + "' is a file; name a directory, or a new one");
        }
        Set<PosixFilePermission> mode = Files.getPosixFilePermissions(path);
        if (!PosixFilePermissions.fromString(MODE).containsAll(mode)) {
            throw new IllegalArgumentException(
                    "directory '" + path + "' has mode " + PosixFilePermissions.toString(mode)
                            + ", and whoever reaches it controls all guests; run: chmod 700 " + path);
        }
        return new SimDirectory(path, false);
    }

    public SimSockets sockets() {
        return sockets;
    }

    /** Whether a simulator serves there already. */
    public boolean isServed() {
        try (UnixSocket answered = UnixSocket.connect(sockets.control())) {
            return answered.fd() >= 0;
        } catch (ErrnoException nobody) {
            return false;
        }
    }

    /** Deletes the directory if it was made for this. */
    @Override
    public void close() {
        try {
            if (own) {
                Files.deleteIfExists(sockets.directory());
            }
        } catch (IOException e) {
            throw new UncheckedIOException("directory " + sockets.directory(), e);
        }
    }
}
