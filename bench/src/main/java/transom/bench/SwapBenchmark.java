package transom.bench;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run of the demo in which bundles are replaced while a vfb guest and a displif guest draw. */
final class SwapBenchmark {

    private static final String PRESENTER = "present";

    /** What a person does not see, and Linux' driver is far from minding: it gives up after 3 s. */
    private static final double P99_MILLIS = 250;

    private static final double PERIOD_MILLIS = 1000.0 / 60;

    private SwapBenchmark() {}

    static JsonArray run(int times, Verdict verdict) throws IOException, InterruptedException {
        Path report = Files.createTempFile("transom-bench-swap", ".json");
        try {
            int status = new ProcessBuilder(
                            FrameBenchmark.script(),
                            "demo",
                            "--guests",
                            "2",
                            "--protocol",
                            "both",
                            "--size",
                            "640x480",
                            "--swap",
                            PRESENTER + ",gem,xen,guest-fb",
                            "--times",
                            String.valueOf(times),
                            "--json",
                            report.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            verdict.holds("the demo exits with 0, not " + status, status == 0);
            try (JsonReader reader = Json.createReader(Files.newBufferedReader(report))) {
                JsonArray swaps = reader.readObject().getJsonArray("swaps");
                swaps.getValuesAs(JsonObject.class).forEach(swap -> judge(swap, verdict));
                return swaps;
            }
        } finally {
            Files.deleteIfExists(report);
        }
    }

    private static void judge(JsonObject swap, Verdict verdict) {
        String bundle = swap.getString("bundle");
        JsonObject missed = swap.getJsonObject("missedFrames");
        verdict.atMost(bundle + ": errors in guests", swap.getInt("guestErrors"), 0);
        if (bundle.equals(PRESENTER)) {
            // What pictures are late without any swap, because GL is software here and shares two processors, is not a
            // swap's doing.
            double before = number(swap.getJsonObject("beforeMillis"), "median");
            double jitter = Math.max(0, Math.round(before / PERIOD_MILLIS) - 1);
            verdict.atMost(bundle + ": missed frames (median)", number(missed, "median"), jitter);
        } else {
            verdict.atMost(bundle + ": missed frames (median)", number(missed, "median"), 1);
        }
        verdict.atMost(bundle + ": gap (p99)", number(swap.getJsonObject("gapMillis"), "p99"), P99_MILLIS);
    }

    private static double number(JsonObject values, String name) {
        return values.getJsonNumber(name).doubleValue();
    }
}
