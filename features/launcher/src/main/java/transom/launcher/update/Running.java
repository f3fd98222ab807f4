package transom.launcher.update;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import picocli.CommandLine.Option;
import transom.features.UserError;
import transom.launcher.runtime.RuntimeDir;
import transom.launcher.shell.ReturningShell;
import transom.launcher.shell.ShellClient;

/** The Transom that a command talks to. */
final class Running {

    /** An update of an API restarts the shell, too. */
    private static final Duration SHELL_BACK = Duration.ofSeconds(20);

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
    private static int outcome(RuntimeDir dir) {
        try (ReturningShell shell = new ReturningShell(dir.shellSocket(), SHELL_BACK, () -> {})) {
            ReturningShell.Answer answer = shell.ask("transom:outcome");
            System.out.print(answer.output());
            System.err.print(answer.errors());
            return answer.status();
        } catch (IOException e) {
            throw new UserError(e.getMessage() + "; what came of it: ./transom history");
        }
    }
}
