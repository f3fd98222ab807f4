package transom.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import transom.features.UserError;

/** {@code transom demo}: from nothing to a guest in a window, measured and compared. */
@Command(
        description = {
            "Starts Transom with a simulated Xen and guests in processes of their own, shows them in windows, measures, and"
                    + " compares what is in the windows with what the guests drew, pixel by pixel.",
            "Exit status: 0 if all pixels were equal, 1 if not, or if something did not work."
        })
public final class DemoCommand implements Callable<Integer> {

    /** Before bundles are swapped, if nothing is said. */
    private static final Duration WARM_UP = Duration.ofSeconds(6);

    @Option(names = "--home", hidden = true, required = true)
    private Path home;

    @Option(names = "--build-millis", hidden = true)
    private long buildMillis;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long; by default until the windows are closed, or 20 where there is no display.")
    private Integer seconds;

    @Option(
            names = "--screenshot",
            paramLabel = "FILE",
            description = "Where to put a PNG picture of the window; of further guests' windows beside it.")
    private Path screenshot;

    @Option(names = "--json", paramLabel = "FILE", description = "Where to put the result as JSON.")
    private Path json;

    @Option(names = "--guests", paramLabel = "N", description = "How many, 1 to 16 (default: ${DEFAULT-VALUE}).")
    private int guests = 1;

    @Option(names = "--size", paramLabel = "WxH", description = "Of a guest's screen (default: ${DEFAULT-VALUE}).")
    private String size = "800x600";

    @Option(
            names = "--depth",
            paramLabel = "BITS",
            description = "Of a guest's pixels: 8, 16, 24 or 32 (default: ${DEFAULT-VALUE}).")
    private int depth = 32;

    @Option(
            names = "--protocol",
            paramLabel = "NAME",
            description = "Of a guest's screen: vfb, displif, which flips pages, or both by turns"
                    + " (default: ${DEFAULT-VALUE}).")
    private String protocol = "vfb";

    @Option(
            names = "--swap",
            split = ",",
            paramLabel = "NAME",
            description = "Replaces these bundles while the guests draw, and measures how long they wait: present, gem,"
                    + " xen, guest-fb, or symbolic names. Ends after that.")
    private List<String> swaps = List.of();

    @Option(names = "--times", paramLabel = "N", description = "How often each (default: ${DEFAULT-VALUE}).")
    private int times = 1;

    @Option(names = "--headless", description = "Without a window: frames go to memory.")
    private boolean headless;

    @Option(names = "--help", usageHelp = true, description = "Shows this help.")
    private boolean help;

    @Override
    public Integer call() throws Exception {
        Plan plan = plan();
        Result result;
        try (Children children = new Children();
                Stage stage = Stage.set(plan, children)) {
            result = new Play(plan, stage).run();
        }
        System.out.print(Summary.text(result));
        if (json != null) {
            write(result);
        }
        if (!result.isGood()) {
            System.err.println("transom demo: what is shown is NOT what the guest drew");
        }
        return result.isGood() ? 0 : 1;
    }

    private Plan plan() {
        check(guests >= 1 && guests <= 16, "--guests", guests, "1 to 16");
        check(depth == 8 || depth == 16 || depth == 24 || depth == 32, "--depth", depth, "8, 16, 24 or 32");
        check(protocol.matches("vfb|displif|both"), "--protocol", protocol, "vfb, displif or both");
        check(depth != 8 || protocol.equals("vfb"), "--depth", depth, "16, 24 or 32 with --protocol " + protocol);
        check(times > 0, "--times", times, "a number above 0");
        check(size.matches("[1-9]\\d{0,4}x[1-9]\\d{0,4}"), "--size", size, "like 800x600");
        check(seconds == null || seconds > 0, "--seconds", seconds, "a number above 0");
        checkWritable("--screenshot", screenshot);
        checkWritable("--json", json);
        String display = headless ? "" : System.getenv().getOrDefault("DISPLAY", "");
        List<String> protocols = protocol.equals("both") ? List.of("vfb", "displif") : List.of(protocol);
        return new Plan(
                home,
                guests,
                protocols,
                size,
                depth,
                headless,
                display,
                time(display),
                swaps,
                times,
                screenshot,
                buildMillis);
    }

    /** Null for until the windows are closed. */
    private Duration time(String display) {
        if (seconds != null) {
            return Duration.ofSeconds(seconds);
        }
        return !swaps.isEmpty() ? WARM_UP : display.isEmpty() ? Duration.ofSeconds(20) : null;
    }

    private static void check(boolean good, String option, Object value, String allowed) {
        if (!good) {
            throw new UserError(option + " '" + value + "' must be " + allowed);
        }
    }

    private static void checkWritable(String option, Path file) {
        if (file != null) {
            Path folder = file.toAbsolutePath().getParent();
            check(
                    Files.isDirectory(folder) && Files.isWritable(folder),
                    option,
                    file,
                    "in a folder that can be written");
        }
    }

    private void write(Result result) throws IOException {
        try (JsonWriter writer = Json.createWriter(Files.newOutputStream(json))) {
            writer.write(Summary.json(result));
        }
        System.out.println("transom: result in " + json);
    }
}
