package transom.launcher.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import transom.features.UserError;

/** The folder of one running instance: its sockets, its lock and Felix' storage. Only its owner may look into it. */
public record RuntimeDir(Path path) {

    /** Framework property that tells bundles the folder. */
    public static final String PROPERTY = "transom.runtime.dir";

    /** The longest path of a socket below it must fit into sockaddr_un (unix(7): 108 bytes with the final NUL). */
    private static final int LONGEST = 80;

    /**
     * Where an instance of this user runs.
     *
     * @param chosen on the command line, or null
     */
    public static RuntimeDir find(Path chosen) {
        return find(chosen, System.getenv(), System.getProperty("user.name"));
    }

    static RuntimeDir find(Path chosen, Map<String, String> environment, String user) {
        String named = environment.getOrDefault("TRANSOM_RUNTIME_DIR", "");
        String session = environment.getOrDefault("XDG_RUNTIME_DIR", "");
        if (chosen != null) {
            return of(chosen);
        } else if (!named.isEmpty()) {
            return of(Path.of(named));
        } else if ("root".equals(user)) {
            return of(Path.of("/run/transom"));
        } else if (!session.isEmpty()) {
            return of(Path.of(session, "transom"));
        }
        throw new UserError(
                "there is no runtime directory: XDG_RUNTIME_DIR is not set; choose one with --runtime-dir DIR"
                        + " or TRANSOM_RUNTIME_DIR");
    }

    private static RuntimeDir of(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        if (absolute.toString().length() > LONGEST) {
            throw new UserError("runtime directory " + absolute + " has a name of more than " + LONGEST
                    + " characters, too long for sockets in it; choose a shorter one with --runtime-dir DIR");
        }
        return new RuntimeDir(absolute);
    }

    /** Where the shell listens. */
    public Path shellSocket() {
        return path.resolve("shell");
    }

    /** What the running instance holds. */
    public Path lock() {
        return path.resolve("lock");
    }

    /** Whether an instance runs in it now. */
    public boolean isInUse() {
        return InstanceLock.isHeld(this);
    }

    /** Makes it, for its owner alone. */
    public void create() {
        try {
            if (!Files.exists(path, LinkOption.NOFOLLOW_LINKS)) {
                Files.createDirectories(path.getParent());
                Files.createDirectory(
                        path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
            PosixFileAttributes found =
                    Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            String mode = PosixFilePermissions.toString(found.permissions());
            if (!found.isDirectory() || !mode.equals("rwx------")) {
                throw new UserError("runtime directory " + path + " must be a directory with mode rwx------, not "
                        + (found.isDirectory() ? mode : "something else") + "; chmod 700 it, or choose another with"
                        + " --runtime-dir DIR");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("runtime directory " + path, e);
        }
    }
}
