package transom.launcher.runtime;

import java.nio.file.Path;

/** Where what updates have brought is kept: for root a place that outlives a boot, else beside the sockets. */
final class StateDir {

    /** Framework property that tells bundles the folder. */
    static final String PROPERTY = "transom.state.dir";

    private static final Path RUNTIME_OF_ROOT = Path.of("/run/transom");
    private static final Path STATE_OF_ROOT = Path.of("/var/lib/transom");

    private StateDir() {}

    /**
     * The folder; it need not exist.
     *
     * @param chosen on the command line, or null
     */
    static Path find(Path chosen, RuntimeDir runtime) {
        if (chosen != null) {
            return chosen.toAbsolutePath().normalize();
        }
        return runtime.path().equals(RUNTIME_OF_ROOT)
                ? STATE_OF_ROOT
                : runtime.path().resolve("state");
    }
}
