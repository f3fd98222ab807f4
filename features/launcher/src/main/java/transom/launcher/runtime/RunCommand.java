package transom.launcher.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.osgi.framework.BundleException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import transom.features.FeatureSet;
import transom.features.Repository;
import transom.features.UserError;
import transom.features.state.StateFolder;

/** {@code transom run}: starts the features and stays until it is told to stop. */
@Command(
        mixinStandardHelpOptions = false,
        description = {
            "Starts Transom and stays until ctrl-C, SIGTERM or the shell command 'transom:stop'.",
            "Stopping detaches: guests keep drawing and the next start goes on with them."
        })
public final class RunCommand implements Callable<Integer> {

    private static final Logger SPIFLY = Logger.getLogger("org.apache.aries.spifly");

    @Option(names = "--home", hidden = true, required = true)
    private Path home;

    @Option(
            names = "--feature",
            paramLabel = "NAME",
            description =
                    "What to start: sim (Xen simulated), dom0 (real Xen), also headless (frames to memory), dev (debugging aids), or the path of a"
                            + " feature's JSON file. May be given several times. Default: dom0 where there is Xen, else sim.")
    private List<String> features = new ArrayList<>();

    @Option(
            names = "--runtime-dir",
            paramLabel = "DIR",
            description =
                    "Where sockets, lock and storage live. Default: $$TRANSOM_RUNTIME_DIR, else /run/transom for root,"
                            + " else $$XDG_RUNTIME_DIR/transom.")
    private Path runtimeDir;

    @Option(
            names = "--state-dir",
            paramLabel = "DIR",
            description =
                    "Where updates are kept for the next start. Default: /var/lib/transom if Transom runs in /run/transom,"
                            + " else the folder 'state' in the runtime directory.")
    private Path stateDir;

    @Option(
            names = "--property",
            paramLabel = "NAME=VALUE",
            description = "A framework property; configurations refer to it as $${NAME}. May be given several times.")
    private Map<String, String> properties = new HashMap<>();

    @Option(
            names = "--until-eof",
            hidden = true,
            description = "Ends when standard input does: whoever started it is gone.")
    private boolean untilEof;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        long started = System.nanoTime();
        if (features.isEmpty()) {
            features.add(Files.exists(Path.of("/proc/xen/capabilities")) ? "dom0" : "sim");
        }
        FeatureSet set = FeatureSet.read(home.resolve("features"), features);
        List<FeatureSet.Entry> entries = set.entries(List.of(new Repository(home.resolve("repository"))));
        RuntimeDir dir = RuntimeDir.find(runtimeDir);
        dir.create();
        StateFolder state = new StateFolder(StateDir.find(stateDir, dir));
        StartSet bundles = StartSet.of(entries, state);
        InstanceLock lock = InstanceLock.take(dir);
        try {
            run(set, bundles, state, dir, started);
        } finally {
            lock.close();
        }
        return 0;
    }

    private void run(FeatureSet set, StartSet bundles, StateFolder state, RuntimeDir dir, long started)
            throws Exception {
        Map<String, String> all = new HashMap<>(properties);
        all.put(StateDir.PROPERTY, state.path().toString());
        all.put("transom.base", bundles.base());
        all.put("transom.home", home.toAbsolutePath().toString());
        all.put(RuntimeDir.PROPERTY, dir.path().toString());
        all.put("transom.features", String.join(",", features));
        useLogSettings();
        Readiness readiness = new Readiness(dir);
        readiness.clear();
        System.out.println("transom: starting " + String.join(", ", features) + " ("
                + bundles.files().size() + " bundles) in " + dir.path());
        bundles.remarks().forEach(remark -> System.out.println("transom: " + remark));
        AtomicReference<Platform> running = new AtomicReference<>();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> close(running.get()), "transom-stop"));
        if (untilEof) {
            endWithInput(running);
        }
        FrameworkStorage storage = new FrameworkStorage(dir);
        long begun = started;
        // The keeper gives what guests depend on to the JVM that follows another.
        boolean guestsAreServed = System.getenv("LISTEN_FDS") != null;
        boolean again;
        do {
            Platform platform = Platform.start(storage.next(), all);
            running.set(platform);
            add(platform, bundles, new Configurations(set.configurations(), all), guestsAreServed);
            sayReady(begun);
            readiness.say(System.getenv(), bundles.files().size() + " bundles, " + String.join(", ", features));
            again = platform.await();
            begun = System.nanoTime();
            guestsAreServed = true;
        } while (again);
    }

    private static void add(Platform platform, StartSet bundles, Configurations configurations, boolean guestsAreServed)
            throws Exception {
        try {
            platform.add(bundles.files(), configurations, guestsAreServed);
        } catch (BundleException | UserError e) {
            platform.close();
            throw e;
        }
    }

    private static void sayReady(long begun) {
        System.out.printf(
                "transom: ready after %d ms (%d ms since the JVM started); talk to it with: transom shell%n",
                (System.nanoTime() - begun) / 1_000_000,
                System.currentTimeMillis()
                        - ProcessHandle.current()
                                .info()
                                .startInstant()
                                .orElseThrow()
                                .toEpochMilli());
    }

    private static void close(Platform platform) {
        if (platform != null) {
            platform.close();
        }
    }

    private static void endWithInput(AtomicReference<Platform> running) {
        Thread watch = new Thread(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                System.err.println("transom run: standard input failed, so this ends: " + e);
            }
            close(running.get());
        });
        watch.setName("transom-input");
        watch.setDaemon(true);
        watch.start();
    }

    private void useLogSettings() throws IOException {
        // It logs to java.util.logging, before there is anything better.
        SPIFLY.setLevel(Level.WARNING);
        Path settings = home.resolve("features/logback.xml");
        if (System.getProperty("logback.configurationFile") == null && Files.exists(settings)) {
            System.setProperty(
                    "logback.configurationFile", settings.toRealPath().toString());
        }
    }
}
