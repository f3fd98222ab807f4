package transom.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import transom.features.UserError;
import transom.launcher.runtime.RuntimeDir;
import transom.launcher.shell.ShellClient;

/** Transom with the simulator in a JVM of its own, under the keeper where there is one, seen through its shell. */
final class Product {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 10;
    private static final int LINES_OF_LOG = 25;

    private final RuntimeDir dir;
    private final Path log;
    private final Process process;
    private ShellClient shell;

    private Product(RuntimeDir dir, Path log, Process process) {
        this.dir = dir;
        this.log = log;
        this.process = process;
    }

    /** Starts it; {@code display} is an X server's, empty for none. */
    static Product start(Path home, RuntimeDir dir, String display, Children children) throws IOException {
        Path log = children.folder().resolve("transom.log");
        ProcessBuilder builder = new ProcessBuilder(
                home.resolve("transom").toString(),
                "run",
                "--feature",
                "sim",
                "--runtime-dir",
                dir.path().toString(),
                "--state-dir",
                children.folder().resolve("state").toString(),
                "--until-eof");
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.redirectErrorStream(true).redirectOutput(log.toFile());
        if (display.isEmpty()) {
            builder.command().addAll(List.of("--feature", "headless"));
            builder.environment().remove("DISPLAY");
            builder.environment().remove("WAYLAND_DISPLAY");
        } else {
            builder.environment().put("DISPLAY", display);
        }
        return new Product(dir, log, children.add(builder.start()));
    }

    /** Where the simulator's sockets are, as features/sim.json says. */
    static Path simulator(RuntimeDir dir) {
        return dir.path().resolve("xen");
    }

    Path simulator() {
        return simulator(dir);
    }

    /** Waits until the shell answers. */
    void awaitShell() throws Exception {
        shell = Patience.await("Transom's shell", START, () -> {
            requireAlive();
            try {
                return ShellClient.connect(dir.shellSocket());
            } catch (IOException e) {
                return null;
            }
        });
    }

    void requireAlive() {
        if (!process.isAlive()) {
            throw new UserError(
                    "Transom ended with status " + process.exitValue() + "; the end of its log:\n" + endOfLog());
        }
    }

    String endOfLog() {
        try {
            List<String> lines = Files.readAllLines(log);
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_OF_LOG), lines.size()));
        } catch (IOException e) {
            return "there is none: " + e.getMessage();
        }
    }

    /** What a command prints; an error with what it says if it fails. The shell may have been replaced since the last one. */
    String shell(String line) throws IOException {
        try {
            return execute(line);
        } catch (IOException e) {
            reconnect();
            return execute(line);
        }
    }

    private void reconnect() throws IOException {
        shell.close();
        try {
            awaitShell();
        } catch (IOException | RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("Transom's shell does not come back", e);
        }
    }

    private String execute(String line) throws IOException {
        requireAlive();
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        if (shell.execute(line, output, errors) != 0) {
            throw new UserError(
                    line + ": " + errors.toString(StandardCharsets.UTF_8).strip());
        }
        return output.toString(StandardCharsets.UTF_8);
    }

    /** Replaces a bundle; what was noticed of it, display by display. */
    List<JsonObject> swap(String bundle) throws IOException {
        return rows("transom:swap --json " + bundle);
    }

    private List<JsonObject> rows(String line) throws IOException {
        try (var reader = Json.createReader(new StringReader(shell(line)))) {
            JsonArray array = reader.readArray();
            return array.getValuesAs(JsonObject.class);
        }
    }

    /** What presenters show. */
    List<Shown> shown() throws IOException {
        return rows("present:list --json").stream().map(Shown::of).toList();
    }

    /** The routes that displays take, by device. */
    List<JsonObject> displays() throws IOException {
        return rows("fb:list --json");
    }

    /** Heap bytes that each thread has allocated, by its name. */
    Map<String, Long> allocated() throws IOException {
        return rows("transom:metrics --json").stream()
                .collect(Collectors.toMap(
                        row -> row.getString("thread"),
                        row -> row.getJsonNumber("allocatedBytes").longValue(),
                        Long::sum));
    }

    /** Ends it as SIGTERM would, and waits. */
    void stop() throws IOException {
        if (shell != null) {
            shell.close();
        }
        process.getOutputStream().close();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
