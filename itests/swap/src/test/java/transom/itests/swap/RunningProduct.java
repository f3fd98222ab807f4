package transom.itests.swap;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import transom.itests.support.Dist;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;
import transom.itests.support.SimulatorProcess;
import transom.launcher.shell.ReturningShell;

/**
 * The product as people start it, {@code transom run}, in a folder of its own, with a simulated Xen in another process.
 *
 * <p><b>Owner:</b> who started it; closing it ends both. <b>Thread:</b> one at a time.
 */
final class RunningProduct implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** Memory that a machine without a GPU, and without udmabuf, has for displays. */
    private static final String MEMFD = """
            {"feature-resource-version": "1.0", "id": "transom:transom.itests.memfd:1", "name": "memfd",
             "configurations": {"transom.guestfb.pv": {"allocators": "memfd"}}}
            """;

    private final Path folder;
    private final SimulatorProcess simulator;
    private final Process process;

    private RunningProduct(Path folder, SimulatorProcess simulator, Process process) {
        this.folder = folder;
        this.simulator = simulator;
        this.process = process;
    }

    /**
     * Starts it and waits until it is ready.
     *
     * @param before a command that runs it, e.g. a keeper and {@code --}
     */
    static RunningProduct start(String... before) {
        try {
            Path folder = Files.createTempDirectory("transom-it-");
            Path feature = Files.writeString(folder.resolve("memfd.json"), MEMFD);
            SimulatorProcess simulator = SimulatorProcess.start(folder.resolve("xen"));
            List<String> command = new ArrayList<>(List.of(before));
            command.addAll(List.of(script(), "run", "--runtime-dir", folder.toString()));
            for (String name : List.of("sim", "headless", feature.toString())) {
                command.addAll(List.of("--feature", name));
            }
            Process process = builder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("log").toFile())
                    .start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            RunningProduct product = new RunningProduct(folder, simulator, process);
            product.awaitOtherJvm(-1);
            return product;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String script() {
        return Dist.folder().resolve("transom").toString();
    }

    private static ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        List.of("DISPLAY", "WAYLAND_DISPLAY", "NOTIFY_SOCKET").forEach(builder.environment()::remove);
        return builder;
    }

    /** The keeper of the product under test. */
    static Path keeper() {
        return Dist.folder().resolve("bin/keeper");
    }

    /** Of the instance. */
    Path folder() {
        return folder;
    }

    /** A simulated guest of its Xen. <b>Owner:</b> the caller. */
    GuestUnderTest guest(String name, String... options) {
        return GuestUnderTest.start(simulator.directory(), name, options);
    }

    /** The JVM that is ready now, -1 if none has been yet. */
    long jvm() {
        try {
            return Long.parseLong(Files.readString(folder.resolve("ready")).strip());
        } catch (IOException e) {
            return -1;
        }
    }

    /** The process that holds what outlives a JVM. */
    long keeperPid() {
        try {
            return Long.parseLong(Files.readString(folder.resolve("keeper.pid")).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until another JVM than this one is ready. */
    long awaitOtherJvm(long before) {
        try {
            return Eventually.get("another JVM than " + before + " is ready", SOON, () -> {
                long now = jvm();
                return now == before || now < 0 ? null : now;
            });
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "; the log: " + log(), e);
        }
    }

    /** Starts the framework again in the same JVM, and waits until it is ready. */
    void restartFelix() {
        long before = timesReady();
        shell("transom:restart");
        Eventually.isTrue("Felix is ready again", SOON, () -> timesReady() > before);
    }

    private long timesReady() {
        return log().lines()
                .filter(line -> line.startsWith("transom: ready after"))
                .count();
    }

    /** What it has written. */
    String log() {
        try {
            return Files.readString(folder.resolve("log"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a shell command prints as JSON. */
    List<JsonObject> rows(String command) {
        try (var reader = Json.createReader(new StringReader(shell(command + " --json")))) {
            return reader.readArray().getValuesAs(JsonObject.class);
        }
    }

    /** What a shell command prints. */
    String shell(String command) {
        return shell(command, command);
    }

    /** Replaces a bundle by itself, however busy the machine is. */
    void swap(String bundle) {
        shell("transom:swap --limit " + SOON.toMillis() + " " + bundle, "transom:outcome");
    }

    private String shell(String command, String outcome) {
        try (ReturningShell shell = new ReturningShell(folder.resolve("shell"), SOON, () -> {})) {
            ReturningShell.Answer answer = shell.ask(command, outcome);
            if (answer.status() != 0) {
                throw new IllegalStateException(command + ": " + answer.errors());
            }
            return answer.output();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Of the bundle that runs under this name, and its state, from {@code transom:bundles}. */
    String version(String bundle) {
        return rows("transom:bundles").stream()
                .filter(row -> row.getString("bundle").equals(bundle))
                .map(row -> row.getString("version") + " " + row.getString("state"))
                .collect(Collectors.joining(", "));
    }

    /** What {@code transom VERB ...} prints, also if it fails. */
    String script(String verb, String... options) {
        try {
            Process run = begin(verb, options);
            String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return said + "exit status " + run.waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Starts {@code transom VERB ...}, whose errors are among what it prints. */
    Process begin(String verb, String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(script(), verb));
        command.addAll(List.of(options));
        command.addAll(List.of("--runtime-dir", folder.toString()));
        return builder(command).redirectErrorStream(true).start();
    }

    /** Ends a process as {@code kill -9} does. */
    static void kill(long pid) {
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(SOON.toSeconds(), TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        simulator.close();
    }
}
