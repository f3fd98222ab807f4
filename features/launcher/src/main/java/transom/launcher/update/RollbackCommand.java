package transom.launcher.update;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code transom rollback}: back to before the last update. */
@Command(
        description =
                "Goes back to what ran before the last update that was kept, while guests draw. Again: one further.")
public final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private StepLimit limit;

    @Mixin
    private Running running;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        return running.shell("transom:rollback" + limit.option());
    }
}
