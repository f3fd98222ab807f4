package transom.launcher.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The demo's processes and their folder: all of them end when the demo does, the last one first, however it ends. */
final class Children implements AutoCloseable {

    private static final long PATIENCE_SECONDS = 5;

    private final Deque<Process> processes = new ArrayDeque<>();
    private final Path folder;

    Children() throws IOException {
        folder = Files.createTempDirectory("transom-demo-");
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "demo-stop"));
    }

    /** For whatever they need files for; only its owner may look into it, and it goes with them. */
    Path folder() {
        return folder;
    }

    synchronized Process add(Process process) {
        processes.push(process);
        return process;
    }

    @Override
    public synchronized void close() {
        while (!processes.isEmpty()) {
            end(processes.pop());
        }
        if (Files.exists(folder)) {
            remove(folder);
        }
    }

    private static void remove(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void end(Process process) {
        try {
            process.destroy();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
