package transom.launcher.update;

import picocli.CommandLine.Option;

/** The option {@code --limit} of commands that replace bundles. */
final class StepLimit {

    @Option(
            names = "--limit",
            paramLabel = "MILLIS",
            description =
                    "How long a step may take until guests and presenters do well again. Default: 2000; a Linux guest with"
                            + " vdispl gives up after 3000. On an emulated processor everything takes longer.")
    private long millis;

    /** For a line of the shell, with spaces around it. */
    String option() {
        return " --limit " + millis + " ";
    }
}
