package transom.bench;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A run of the demo: the real backend and presenter with a guest in another process. */
final class FrameBenchmark {

    /** A frame allocates nothing; what is left is the shell that asks meanwhile. */
    private static final double HEAP_BYTES_PER_FRAME = 64;

    private FrameBenchmark() {}

    static JsonObject run(boolean quick, Verdict verdict) throws IOException, InterruptedException {
        Path report = Files.createTempFile("transom-bench", ".json");
        try {
            int status = new ProcessBuilder(
                            script(), "demo", "--seconds", quick ? "6" : "20", "--json", report.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
            verdict.holds("the demo exits with 0, not " + status, status == 0);
            try (JsonReader reader = Json.createReader(Files.newBufferedReader(report))) {
                JsonObject demo = reader.readObject();
                judge(demo, verdict);
                return demo;
            }
        } finally {
            Files.deleteIfExists(report);
        }
    }

    private static void judge(JsonObject demo, Verdict verdict) {
        double heap = demo.getJsonNumber("heapBytesPerFrame").doubleValue();
        verdict.atMost("heap bytes per frame", heap, HEAP_BYTES_PER_FRAME);
        for (JsonObject guest : demo.getJsonArray("guests").getValuesAs(JsonObject.class)) {
            verdict.holds(guest.getString("name") + ": pixels equal", guest.getBoolean("pixelsEqual"));
            verdict.holds(guest.getString("name") + ": frames presented", guest.getInt("framesPresented") > 0);
        }
    }

    /** What {@code ./transom} is. */
    static String script() {
        String script = System.getProperty("transom.script");
        if (script == null) {
            throw new IllegalStateException("run it as ./transom bench: -Dtransom.script must name the script");
        }
        return script;
    }
}
