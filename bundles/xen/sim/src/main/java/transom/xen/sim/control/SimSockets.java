package transom.xen.sim.control;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Where a simulator listens: two sockets in one directory that is only its user's. */
public record SimSockets(Path directory) {

    /** Longest path of a socket, less the NUL (linux/un.h, {@code UNIX_PATH_MAX}). */
    private static final int LONGEST = 107;

    public SimSockets {
        int length = store(directory).toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST) {
            throw new IllegalArgumentException(
                    "directory '" + directory + "' is too long for sockets: their paths would" + " have " + length
                            + " bytes, at most " + LONGEST + " are allowed; choose a shorter one");
        }
    }

    private static Path store(Path directory) {
        return directory.resolve("xenstored.sock");
    }

    /** The store, for the control domain: xenstored's protocol. */
    public Path store() {
        return store(directory);
    }

    /** The hypervisor: docs/protocol/sim.md. */
    public Path control() {
        return directory.resolve("hypervisor.sock");
    }
}
