package transom.launcher.update;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code transom swap}: an update that changes nothing, for measuring. */
@Command(
        description = {
            "Replaces a bundle by its own jar while guests draw, and says how long each display had no frame, how many it missed,"
                    + " and how that was before."
        })
public final class SwapCommand implements Callable<Integer> {

    @Parameters(paramLabel = "NAME", description = "gem, xen, guest-fb, present, keep, or a bundle's name.")
    private String name;

    @Option(names = "--json", description = "As JSON, for programs.")
    private boolean json;

    @Mixin
    private StepLimit limit;

    @Mixin
    private Running running;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        return running.shell("transom:swap" + (json ? " --json" : "") + limit.option() + Quoted.word(name));
    }
}
