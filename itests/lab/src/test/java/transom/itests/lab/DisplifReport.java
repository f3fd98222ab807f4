package transom.itests.lab;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What was measured of displif, for programs: written anew after each run, so that a test that fails leaves it, too. */
final class DisplifReport {

    private static final List<JsonObject> RUNS = new ArrayList<>();
    private static JsonObject destroys;

    private DisplifReport() {}

    /** A connector that flipped, with the names of the demo's JSON where they mean the same. */
    static synchronized void run(JsonObject run) throws IOException {
        RUNS.add(run);
        write();
    }

    /** Guests that were destroyed. */
    static synchronized void destroys(JsonObject found) throws IOException {
        destroys = found;
        write();
    }

    /** For who watches; Maven prefixes nothing. */
    static void progress(String format, Object... values) {
        System.out.println("lab: " + String.format(format, values));
    }

    private static void write() throws IOException {
        var file = System.getProperty("transom.displif.json", "");
        if (file.isEmpty()) {
            return;
        }
        JsonArrayBuilder runs = Json.createArrayBuilder();
        RUNS.forEach(runs::add);
        var all = Json.createObjectBuilder().add("runs", runs);
        if (destroys != null) {
            all.add("destroys", destroys);
        }
        var pretty = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
        try (var out = Files.newBufferedWriter(Path.of(file))) {
            pretty.createWriter(out).writeObject(all.build());
        }
    }
}
