package transom.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What the guests, and whoever looks at their windows, noticed of the swaps of one bundle.
 *
 * @param gapMillis of each swap the longest time without a frame
 * @param missedFrames of each swap
 * @param beforeMillis before each swap the longest time without a frame in a window, in 0.6 s: what is no swap's doing
 * @param guestErrors requests that failed or were not answered in time, states that changed, in all of them
 */
record SwapFigures(String bundle, double[] gapMillis, double[] missedFrames, double[] beforeMillis, long guestErrors) {

    private static final double P99 = 0.99;

    /** The value that this part of the values does not exceed (nearest rank). */
    static double percentile(double[] values, double part) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[Math.max(0, (int) Math.ceil(part * sorted.length) - 1)];
    }

    private static JsonObject json(double[] values) {
        return Json.createObjectBuilder()
                .add("median", percentile(values, 0.5))
                .add("p99", percentile(values, P99))
                .add("max", percentile(values, 1))
                .build();
    }

    private JsonObject json() {
        return Json.createObjectBuilder()
                .add("bundle", bundle)
                .add("times", gapMillis.length)
                .add("gapMillis", json(gapMillis))
                .add("missedFrames", json(missedFrames))
                .add("beforeMillis", json(beforeMillis))
                .add("guestErrors", guestErrors)
                .build();
    }

    static JsonArrayBuilder json(List<SwapFigures> swaps) {
        JsonArrayBuilder all = Json.createArrayBuilder();
        swaps.forEach(swap -> all.add(swap.json()));
        return all;
    }

    /** For people. */
    String text() {
        return String.format(
                Locale.ROOT,
                "%-18s %d times: gap %.1f ms (median), %.1f ms (p99), %.1f ms (max), without a swap %.1f ms (median);"
                        + " missed frames %.0f (median), %.0f (p99), %.0f (max); errors in guests %d",
                bundle,
                gapMillis.length,
                percentile(gapMillis, 0.5),
                percentile(gapMillis, P99),
                percentile(gapMillis, 1),
                percentile(beforeMillis, 0.5),
                percentile(missedFrames, 0.5),
                percentile(missedFrames, P99),
                percentile(missedFrames, 1),
                guestErrors);
    }
}
