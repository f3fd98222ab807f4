package transom.launcher.update;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import transom.features.UserError;

/** {@code transom update}: new bundles for a running Transom. */
@Command(
        description = {
            "Replaces bundles of the Transom that runs, while guests draw: checks everything first, goes step by step, looks at"
                    + " guests and presenters after each, and rolls back by itself what does not do well in time.",
            "Exit status: 0 done, 1 refused or rolled back, and the message says why."
        })
public final class UpdateCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            description =
                    "A feature (.json), whose bundles lie beside it, in the folder 'repository' next to its own, or in the"
                            + " product that runs, and have \"sha256\" in it; or one bundle (.jar).")
    private Path file;

    @Option(names = "--try", description = "Until the next start only: it is not kept.")
    private boolean tried;

    @Mixin
    private StepLimit limit;

    @Mixin
    private Running running;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new UserError("there is no file '" + file + "'; give a feature's .json or a bundle's .jar");
        }
        return running.shell(
                "transom:update" + (tried ? " --try" : "") + limit.option() + Quoted.path(file.toRealPath()));
    }
}
