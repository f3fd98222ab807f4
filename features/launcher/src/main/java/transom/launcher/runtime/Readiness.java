package transom.launcher.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import transom.linux.Direct;
import transom.linux.ErrnoException;
import transom.linux.UnixDatagram;

/** Says that everything has started: to whoever supervises this process, and in the runtime directory. */
final class Readiness {

    private static final int PATIENCE_MILLIS = 1000;

    private final Path file;

    Readiness(RuntimeDir dir) {
        this.file = dir.path().resolve("ready");
    }

    /** Not yet. */
    void clear() throws IOException {
        Files.deleteIfExists(file);
    }

    /** Now. {@code ./transom restart} waits for the file, in which the process id is. */
    void say(Map<String, String> environment, String status) throws IOException {
        notify(environment.getOrDefault("NOTIFY_SOCKET", ""), "READY=1\nSTATUS=" + status);
        Path written = file.resolveSibling("ready.new");
        Files.writeString(written, ProcessHandle.current().pid() + "\n");
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /** As sd_notify(3). */
    private static void notify(String socket, String message) {
        if (socket.isEmpty()) {
            return;
        }
        byte[] bytes = message.getBytes(StandardCharsets.UTF_8);
        ByteBuffer text = Direct.allocate(bytes.length).put(bytes).flip();
        try (UnixDatagram supervisor = UnixDatagram.connect(socket)) {
            supervisor.send(text, PATIENCE_MILLIS);
        } catch (ErrnoException | IllegalArgumentException e) {
            System.err.println("transom run: $NOTIFY_SOCKET is not told that this is ready: " + e.getMessage());
        }
    }
}
