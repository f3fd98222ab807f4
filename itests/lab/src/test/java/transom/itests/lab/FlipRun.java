package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.assertj.core.api.SoftAssertions;

/** Flips one connector and holds every pixel, on its whole way, against what the guest drew. */
final class FlipRun {

    private final KmsGuest guest;
    private final int connector;
    private final DisplifForm.Load load;
    private final String what;

    /** @param what for people: the route and who allocates */
    FlipRun(KmsGuest guest, int connector, DisplifForm.Load load, String what) {
        this.guest = guest;
        this.connector = connector;
        this.load = load;
        this.what = what;
    }

    /**
     * What was found.
     *
     * @param checked a row of check:frames
     * @param shown a row of present:list
     * @param display a row of fb:list
     * @param routes rows of fb:routes
     */
    record Found(
            DisplifForm.Load load,
            KmsGuest.Flips flips,
            JsonObject checked,
            JsonObject shown,
            JsonObject display,
            List<JsonObject> routes,
            List<String> allocators,
            FramePictures.Wrong wrong,
            List<String> complaints) {

        double bytesCopiedPerFrame() {
            long frames = number(shown, "frames");
            return frames == 0 ? 0 : (double) number(shown, "bytesCopied") / frames;
        }

        /** The reason why a route above was not taken, null if nothing says so. */
        String refusal(String route) {
            return routes.stream()
                    .filter(row -> row.getString("route").equals(route)
                            && row.getString("taken").equals("no"))
                    .map(row -> row.getString("reason"))
                    .findFirst()
                    .orElse(null);
        }

        private JsonObject json() {
            var refused = Json.createArrayBuilder();
            routes.stream()
                    .filter(row -> row.getString("taken").equals("no"))
                    .forEach(row -> refused.add(Json.createObjectBuilder()
                            .add("route", row.getString("route"))
                            .add("reason", row.getString("reason"))));
            return Json.createObjectBuilder()
                    .add("name", display.getString("guest"))
                    .add("protocol", display.getString("protocol"))
                    .add("route", display.getString("route"))
                    .add("refused", refused)
                    .add("allocator", String.join(",", allocators))
                    .add("path", shown.getString("path"))
                    .add("width", load.width())
                    .add("height", load.height())
                    .add("flips", flips.done())
                    .add("flipsPerSecond", flips.seconds() > 0 ? flips.done() / flips.seconds() : 0)
                    .add("longestGapMillis", flips.longestGapMillis())
                    .add("framesCompared", number(checked, "frames"))
                    .add("framesMissing", number(checked, "missing"))
                    .add("badPixels", number(checked, "badPixels"))
                    .add("windowBadPixels", wrong.inWindow())
                    .add("monitorBadPixels", wrong.onMonitor())
                    .add("pixelsEqual", pixelsEqual())
                    .add("framesPresented", number(shown, "frames"))
                    .add("cpuBytesCopiedPerFrame", bytesCopiedPerFrame())
                    .add(
                            "latencyMicros",
                            Json.createObjectBuilder()
                                    .add("p50", number(shown, "p50"))
                                    .add("p99", number(shown, "p99")))
                    .add("guestErrors", Json.createArrayBuilder(complaints))
                    .build();
        }

        private boolean pixelsEqual() {
            return number(checked, "badPixels") == 0 && wrong.equals(FramePictures.Wrong.NONE);
        }

        /** Every frame was there once, in order, and right wherever it could be seen; the guest had nothing to say. */
        void assertRight() {
            var all = new SoftAssertions();
            all.assertThat(flips.done()).as("flips").isEqualTo(load.flips());
            all.assertThat(number(checked, "frames")).as("frames compared").isEqualTo(load.flips() + 1L);
            all.assertThat(number(checked, "missing")).as("frames missing").isZero();
            all.assertThat(number(checked, "repeated") + number(checked, "backward"))
                    .as("frames out of order")
                    .isZero();
            all.assertThat(number(checked, "badPixels"))
                    .as("wrong pixels in the shared buffer, the first in %s", checked.get("firstBad"))
                    .isZero();
            all.assertThat(wrong.inWindow()).as("wrong pixels in the window").isZero();
            all.assertThat(wrong.onMonitor()).as("wrong pixels on the monitor").isZero();
            all.assertThat(complaints).as("the guest's kernel log").isEmpty();
            all.assertAll();
        }
    }

    private static long number(JsonObject row, String name) {
        return row.getJsonNumber(name).longValue();
    }

    /** Does it, and adds what it found to the report. */
    Found go() throws IOException {
        Transom.shell("check:reset");
        guest.open(connector);
        var pictures = new FramePictures(guest.name());
        var wrong = pictures.of(load.width(), load.height(), 1);
        var flips = KmsGuest.Flips.NONE;
        while (flips.done() < load.flips()) {
            int before = flips.done();
            flips = flips.plus(guest.flip(connector, Math.min(DisplifForm.BETWEEN_LOOKS, load.flips() - before)));
            assertThat(flips.done()).as("flips go on").isGreaterThan(before);
            wrong = wrong.plus(pictures.of(load.width(), load.height(), 1 + flips.done()));
            DisplifReport.progress(
                    "%s %s: %d of %d flips, %.1f a second; wrong pixels: window %d, monitor %d",
                    what,
                    load.size(),
                    flips.done(),
                    load.flips(),
                    flips.done() / flips.seconds(),
                    wrong.inWindow(),
                    wrong.onMonitor());
        }
        var found = found(flips, wrong);
        guest.close(connector);
        DisplifReport.run(found.json());
        DisplifReport.progress(
                "%s %s: route %s, path %s, %d frames compared, %d wrong pixels, %.0f bytes a frame copied by the CPU",
                what,
                load.size(),
                found.display.getString("route"),
                found.shown.getString("path"),
                number(found.checked, "frames"),
                number(found.checked, "badPixels"),
                found.bytesCopiedPerFrame());
        return found;
    }

    private Found found(KmsGuest.Flips flips, FramePictures.Wrong wrong) {
        var label = guest.label(connector);
        return new Found(
                load,
                flips,
                Transom.row("check:frames", label),
                Transom.row("present:list", label),
                Transom.row("fb:list", label),
                Transom.rows("fb:routes", label),
                Transom.allocatorsOf(guest.domain()),
                wrong,
                guest.complaints());
    }
}
