package transom.launcher.update;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code transom history}: what became of updates. */
@Command(description = "Says what updates there were, what came of them, and why; the oldest first.")
public final class HistoryCommand implements Callable<Integer> {

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Mixin
    private Running running;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        return running.shell("transom:history" + (json ? " --json" : ""));
    }
}
