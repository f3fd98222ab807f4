package transom.launcher.update;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Option;
import transom.features.UserError;
import transom.launcher.runtime.RuntimeDir;
import transom.launcher.shell.ShellClient;

/** The Transom that a command talks to. */
final class Running {

    /** An update of an API restarts the shell, too. */
    private static final Duration SHELL_BACK = Duration.ofSeconds(20);

    /** Of the shell, for a command that there is not. */
    private static final int CALLED_WRONGLY = 2;

    private static final Duration STEP = Duration.ofMillis(50);

    @Option(
            names = "--runtime-dir",
            paramLabel = "DIR",
            description = "Where Transom runs. Default: $$TRANSOM_RUNTIME_DIR, else /run/transom for root, else"
                    + " $$XDG_RUNTIME_DIR/transom.")
    private Path runtimeDir;

    /** Lets it do something and prints what it says; the exit status. */
    int shell(String line) throws IOException {
        RuntimeDir dir = RuntimeDir.find(runtimeDir);
        try (ShellClient client = connect(dir)) {
            return client.execute(line, System.out, System.err);
        } catch (EOFException e) {
            return outcome(dir);
        }
    }

    private static ShellClient connect(RuntimeDir dir) {
        try {
            return ShellClient.connect(dir.shellSocket());
        } catch (IOException e) {
            throw new UserError("no Transom runs in " + dir.path() + " (" + dir.shellSocket() + ": " + e.getMessage()
                    + "); start one: ./transom run, or say where it runs: --runtime-dir DIR");
        }
    }

    /** The shell was one of the bundles that started again: what came of it is asked for once it is back. */
    private static int outcome(RuntimeDir dir) throws IOException {
        long end = System.nanoTime() + SHELL_BACK.toNanos();
        while (System.nanoTime() - end < 0) {
            OptionalInt status = tryOutcome(dir);
            if (status.isPresent()) {
                return status.getAsInt();
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        throw new UserError("the shell did not come back within " + SHELL_BACK.toSeconds()
                + " s; what came of it: ./transom history");
    }

    /** Empty if it does not listen yet, or does not know the command yet: its bundles start one after the other. */
    private static OptionalInt tryOutcome(RuntimeDir dir) throws IOException {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        ByteArrayOutputStream errors = new ByteArrayOutputStream();
        int status;
        try (ShellClient client = ShellClient.connect(dir.shellSocket())) {
            status = client.execute("transom:outcome", output, errors);
        } catch (IOException e) {
            return OptionalInt.empty();
        }
        if (status == CALLED_WRONGLY) {
            return OptionalInt.empty();
        }
        output.writeTo(System.out);
        errors.writeTo(System.err);
        return OptionalInt.of(status);
    }
}
