package transom.launcher.update;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code transom dev}: every jar that a build writes goes into the Transom that runs. */
@Command(
        description = {
            "Watches folders for bundles' jars; each that changes replaces the bundle that runs, until ctrl-C. Nothing is kept for"
                    + " the next start.",
            "E.g.: ./transom demo &  ./transom dev &  mvn -o -q -pl bundles/guest-fb/pv -am package -DskipTests"
        })
public final class DevCommand implements Callable<Integer> {

    /** Polling, because a build deletes and makes its folders anew, which ends a watch of them. */
    private static final Duration STEP = Duration.ofMillis(200);

    @Parameters(
            paramLabel = "DIR",
            arity = "0..*",
            description = "Jars in it and in folders below called 'target'. Default: this checkout.")
    private List<Path> folders = new ArrayList<>();

    @Option(names = "--home", hidden = true, required = true)
    private Path home;

    @Option(names = "--until", hidden = true, description = "Ends after so many updates.")
    private int until = Integer.MAX_VALUE;

    @Mixin
    private Running running;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws IOException {
        JarWatch watch = new JarWatch(folders.isEmpty() ? List.of(home) : folders);
        watch.changed();
        System.out.println("transom: watching " + watch.size() + " jars; ctrl-C ends it");
        for (int updates = 0; updates < until; ) {
            LockSupport.parkNanos(STEP.toNanos());
            for (Path jar : watch.changed()) {
                System.out.println("transom: " + jar + " has changed");
                running.shell("transom:update --try " + Quoted.path(jar));
                updates++;
            }
        }
        return 0;
    }
}
