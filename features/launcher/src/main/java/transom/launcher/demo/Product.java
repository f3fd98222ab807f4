package transom.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import transom.features.UserError;
import transom.launcher.runtime.RuntimeDir;
import transom.launcher.shell.ReturningShell;

/** Transom with the simulator in a JVM of its own, under the keeper where there is one, seen through its shell. */
final class Product {

    private static final Duration START = Duration.ofSeconds(60);
    private static final int STOP_SECONDS = 10;
    private static final int LINES_OF_LOG = 25;

    private final RuntimeDir dir;
    private final Path log;
    private final Process process;
    private final ReturningShell shell;

    private Product(RuntimeDir dir, Path log, Process process) {
        this.dir = dir;
        this.log = log;
        this.process = process;
        this.shell = new ReturningShell(dir.shellSocket(), START, this::requireAlive);
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
    void awaitShell() throws IOException {
        shell("transom:version");
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

    /** What a command prints; an error with what it says if it fails. It may run twice, if bundles are just replaced. */
    String shell(String line) throws IOException {
        return output(line, shell.ask(line));
    }

    private static String output(String line, ReturningShell.Answer answer) {
        if (answer.status() != 0) {
            throw new UserError(line + ": " + answer.errors().strip());
        }
        return answer.output();
    }

    /** Replaces a bundle; what was noticed of it, display by display. */
    List<JsonObject> swap(String bundle) throws IOException {
        String line = "transom:swap --json " + bundle;
        return rows(output(line, shell.ask(line, "transom:outcome --json")));
    }

    private static List<JsonObject> rows(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    /** What presenters show. */
    List<Shown> shown() throws IOException {
        return rows(shell("present:list --json")).stream().map(Shown::of).toList();
    }

    /** The routes that displays take, by device. */
    List<JsonObject> displays() throws IOException {
        return rows(shell("fb:list --json"));
    }

    /** Heap bytes that each thread has allocated, by its name. */
    Map<String, Long> allocated() throws IOException {
        return rows(shell("transom:metrics --json")).stream()
                .collect(Collectors.toMap(
                        row -> row.getString("thread"),
                        row -> row.getJsonNumber("allocatedBytes").longValue(),
                        Long::sum));
    }

    /** Ends it as SIGTERM would, and waits. */
    void stop() throws IOException {
        shell.close();
        process.getOutputStream().close();
        try {
            process.waitFor(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
