package transom.itests.lab;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What guests noticed while something was replaced, for people and programs: {@code target/swap.md} and {@code .json}. */
final class SwapReport {

    private static final List<Row> ROWS = new ArrayList<>();

    private SwapReport() {}

    /**
     * One cell.
     *
     * @param what was replaced
     * @param how it ended, or what was wrong with it
     * @param seconds that it took
     * @param flips of the guest with displif meanwhile
     * @param complaints lines of both guests' kernels
     */
    record Row(String what, String how, double seconds, KmsGuest.Flips flips, List<String> complaints) {

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %.1f | %d | %d | %d |",
                    what,
                    how,
                    seconds,
                    flips.done(),
                    flips.longestGapMillis(),
                    complaints.size());
        }
    }

    static synchronized void add(Row row) throws IOException {
        ROWS.add(row);
        DisplifReport.progress("swap: %s", row.line());
        List<String> lines = new ArrayList<>(List.of(
                "| replaced | how | took s | flips meanwhile | longest gap ms | complaints of guests |",
                "|---|---|---|---|---|---|"));
        JsonArrayBuilder rows = Json.createArrayBuilder();
        for (Row each : ROWS) {
            lines.add(each.line());
            rows.add(Json.createObjectBuilder()
                    .add("bundle", each.what)
                    .add("update", each.how)
                    .add("seconds", each.seconds)
                    .add("flips", each.flips.done())
                    .add("gapMillis", each.flips.longestGapMillis())
                    .add("guestErrors", Json.createArrayBuilder(each.complaints)));
        }
        Files.write(Path.of("target", "swap.md"), lines);
        var pretty = Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true));
        try (var out = Files.newBufferedWriter(Path.of("target", "swap.json"))) {
            pretty.createWriter(out)
                    .writeObject(Json.createObjectBuilder().add("swaps", rows).build());
        }
    }
}
