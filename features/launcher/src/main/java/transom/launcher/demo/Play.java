package transom.launcher.demo;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import transom.features.UserError;
import transom.xshot.Comparison;

/** The demo's course once everything runs: first frame, measuring, freezing, comparing. */
final class Play {

    private static final Duration FIRST_FRAME = Duration.ofSeconds(60);
    private static final Duration LAST_FRAME = Duration.ofSeconds(15);
    private static final Duration BETWEEN_LINES = Duration.ofSeconds(5);

    private final Plan plan;
    private final Stage stage;
    private final Product product;
    private final Pictures pictures;

    Play(Plan plan, Stage stage) {
        this.plan = plan;
        this.stage = stage;
        this.product = stage.product();
        this.pictures = new Pictures(product, stage.display());
    }

    Result run() throws Exception {
        long firstFrame = firstFrame();
        System.out.printf(
                "transom: first frame %d ms after the start, %d ms with the build%n",
                firstFrame, firstFrame + plan.buildMillis());
        double heap = new Flow(product, stage.guests().size(), this::isOver).measure(plan.time(), BETWEEN_LINES);
        List<SwapFigures> swaps = new ArrayList<>();
        for (String bundle : plan.swaps()) {
            swaps.add(new Swapping(product, stage.guests()).measure(bundle, plan.times()));
        }
        if (isOver()) {
            System.out.println("transom: the windows were closed; they open once more, to be compared");
            product.shell("present:show");
        }
        List<Result.OfGuest> guests = new ArrayList<>();
        for (int i = 0; i < stage.guests().size(); i++) {
            guests.add(judge(stage.guests().get(i), i));
        }
        return new Result(firstFrame, plan.buildMillis(), heap, swaps, guests);
    }

    /** Milliseconds since this JVM was started until a frame of every guest was presented. */
    private long firstFrame() throws Exception {
        for (GuestProcess guest : stage.guests()) {
            Patience.await(
                    "the first frame of guest " + guest.name(), FIRST_FRAME, () -> presented(guest) ? guest : null);
        }
        return System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
    }

    private boolean presented(GuestProcess guest) throws IOException {
        for (JsonObject display : product.displays()) {
            if (display.getString("guest").equals(guest.name()) && !display.isNull("fault")) {
                throw new UserError("guest " + guest.name() + " lost its display: " + display.getString("fault"));
            }
        }
        return product.shown().stream()
                .anyMatch(shown -> shown.guest().equals(guest.name()) && isWanted(shown) && shown.frames() > 0);
    }

    private boolean isWanted(Shown shown) {
        return shown.presenter().equals("headless") == plan.headless();
    }

    /** Whether somebody closed the last window. */
    private boolean isOver() {
        return !plan.headless()
                && !pictures.anyWindow(
                        stage.guests().stream().map(GuestProcess::name).toList());
    }

    private Result.OfGuest judge(GuestProcess guest, int index) throws Exception {
        JsonObject drawn = guest.tell("freeze");
        Shown shown = settled(guest);
        Path ofGuest = stage.folder().resolve(guest.name() + ".guest.png");
        Path seen = stage.folder().resolve(guest.name() + ".seen.png");
        guest.tell("picture " + ofGuest);
        Comparison comparison = pictures.check(shown, ofGuest, seen);
        if (plan.screenshot() != null) {
            Path file = screenshot(index);
            Files.copy(seen, file, StandardCopyOption.REPLACE_EXISTING);
            System.out.println("transom: picture of " + guest.name() + " in " + file);
        }
        JsonObject display = product.displays().stream()
                .filter(d -> d.getString("device").equals(shown.device()))
                .findFirst()
                .orElseThrow(() -> new UserError("guest " + guest.name() + " has lost its display"));
        return new Result.OfGuest(
                guest.name(),
                display.getString("protocol"),
                display.getString("route"),
                drawn.getJsonNumber("framesDrawn").longValue(),
                shown,
                comparison.isEqual(),
                comparison.summary());
    }

    /** What is shown of a guest that draws no more, once nothing new is presented for a while. */
    private Shown settled(GuestProcess guest) throws Exception {
        Settling settling = new Settling();
        return Patience.await("the last frame of guest " + guest.name(), LAST_FRAME, () -> {
            Shown now = product.shown().stream()
                    .filter(shown -> shown.guest().equals(guest.name()) && isWanted(shown))
                    .findFirst()
                    .orElseThrow(() -> new UserError("guest " + guest.name() + " is not shown any more"));
            return settling.isSettled(now.lastSequence()) ? now : null;
        });
    }

    private Path screenshot(int index) {
        if (index == 0) {
            return plan.screenshot();
        }
        String name = plan.screenshot().getFileName().toString();
        int dot = name.lastIndexOf('.') < 0 ? name.length() : name.lastIndexOf('.');
        return plan.screenshot().resolveSibling(name.substring(0, dot) + "-" + (index + 1) + name.substring(dot));
    }
}
