package transom.itests.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;

/** A simulated Xen in a process of its own, so that guests outlive the bundle xen.sim. <b>Owner:</b> who started it. */
public final class SimulatorProcess implements AutoCloseable {

    private final Process process;
    private final Path directory;

    private SimulatorProcess(Process process, Path directory) {
        this.process = process;
        this.directory = directory;
    }

    /** Starts it and waits until it serves. It ends with this JVM at the latest. */
    public static SimulatorProcess start(Path directory) {
        try {
            Process process = Dist.guestJvm("transom.xen.sim.internal.Main", List.of(directory.toString()))
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            String line = process.inputReader().readLine();
            if (line == null || !line.startsWith("ready")) {
                process.destroyForcibly();
                throw new IllegalStateException("the simulator did not start: " + line);
            }
            return new SimulatorProcess(process, directory);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of its sockets. */
    public Path directory() {
        return directory;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
