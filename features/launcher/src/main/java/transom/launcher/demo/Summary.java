package transom.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Locale;

/** The demo's result, for people and for programs. */
final class Summary {

    private Summary() {}

    static String text(Result result) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "first frame",
                "%d ms after the start (%d ms with the build)",
                result.firstFrameMillis(),
                result.firstFrameMillis() + result.buildMillis());
        line(text, "heap", "%.1f bytes allocated per frame (guest loop and render thread)", result.heapBytesPerFrame());
        for (Result.OfGuest guest : result.guests()) {
            Shown shown = guest.shown();
            text.append(String.format(
                    "%s (%s, %s, shown by %s)%n", guest.name(), shown.device(), guest.protocol(), shown.presenter()));
            line(text, "route", "%s, then %s", guest.route(), shown.path());
            line(text, "frames", "%d drawn by the guest, %d presented", guest.framesDrawn(), shown.frames());
            line(text, "damage", "%.0f pixels a frame", guest.damagePerFrame());
            line(text, "copied by the CPU", "%.0f bytes a frame", guest.bytesCopiedPerFrame());
            line(text, "doorbell to draw", "%d us (p50), %d us (p99)", shown.p50(), shown.p99());
            line(text, "pixels", "%s", guest.pixels());
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String what, String format, Object... values) {
        text.append(String.format("  %-18s ", what))
                .append(String.format(Locale.ROOT, format, values))
                .append('\n');
    }

    static JsonObject json(Result result) {
        JsonArrayBuilder guests = Json.createArrayBuilder();
        for (Result.OfGuest guest : result.guests()) {
            guests.add(Json.createObjectBuilder()
                    .add("name", guest.name())
                    .add("protocol", guest.protocol())
                    .add("route", guest.route())
                    .add("framesDrawn", guest.framesDrawn())
                    .add("framesPresented", guest.shown().frames())
                    .add("cpuBytesCopiedPerFrame", guest.bytesCopiedPerFrame())
                    .add("pixelsEqual", guest.pixelsEqual()));
        }
        return Json.createObjectBuilder()
                .add("swaps", SwapFigures.json(result.swaps()))
                .add("firstFrameMillis", result.firstFrameMillis())
                .add("heapBytesPerFrame", result.heapBytesPerFrame())
                .add(
                        "latencyMicros",
                        Json.createObjectBuilder().add("p50", result.p50()).add("p99", result.p99()))
                .add("guests", guests)
                .build();
    }
}
