package transom.launcher.shell;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import transom.features.UserError;
import transom.launcher.runtime.RuntimeDir;

/** {@code transom shell}: one command, or a conversation. */
@Command(
        description = {
            "Talks to the Transom that runs in the runtime directory.",
            "Without a COMMAND: interactively, with completion (TAB) and history. With one: prints what it says and exits with its"
                    + " status: 0 well, 1 the command failed, 2 it was called wrongly."
        })
public final class ShellCommand implements Callable<Integer> {

    @Parameters(paramLabel = "COMMAND", arity = "0..*", description = "e.g. 'fb:list' or 'help'")
    private List<String> words = new ArrayList<>();

    @Option(
            names = "--runtime-dir",
            paramLabel = "DIR",
            description = "Where Transom runs. Default: $$TRANSOM_RUNTIME_DIR, else /run/transom for root, else"
                    + " $$XDG_RUNTIME_DIR/transom.")
    private Path runtimeDir;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        RuntimeDir dir = RuntimeDir.find(runtimeDir);
        try (ShellClient client = connect(dir)) {
            return words.isEmpty()
                    ? Interactive.talk(client)
                    : client.execute(String.join(" ", words), System.out, System.err);
        } catch (EOFException e) {
            // The command was transom:stop, or somebody else stopped Transom meanwhile.
            return words.contains("transom:stop") ? 0 : ended();
        }
    }

    private static int ended() {
        throw new UserError("Transom ended while the command ran");
    }

    private static ShellClient connect(RuntimeDir dir) {
        try {
            return ShellClient.connect(dir.shellSocket());
        } catch (IOException e) {
            throw new UserError("no Transom runs in " + dir.path() + " (" + dir.shellSocket() + ": " + e.getMessage()
                    + "); start one: ./transom run, or say where it runs: --runtime-dir DIR");
        }
    }
}
