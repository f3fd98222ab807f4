package transom.itests.swap;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What guests noticed, cell by cell: {@code target/swap.md} for people, {@code target/swap.json} for programs. */
final class SwapTable {

    private final List<Row> rows = new ArrayList<>();

    /**
     * A cell, for one guest.
     *
     * @param replaced what was
     * @param update good, or what was wrong with it
     * @param outcome what the product said of it
     * @param guest by its protocol
     * @param gapMillis the longest time between two of its frames that were served
     * @param missedFrames that had to wait for longer than a period
     */
    record Row(
            String replaced,
            String update,
            String outcome,
            String guest,
            double gapMillis,
            long missedFrames,
            long guestErrors) {

        private String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %s | %.1f | %d | %d |",
                    replaced,
                    update,
                    outcome,
                    guest,
                    gapMillis,
                    missedFrames,
                    guestErrors);
        }
    }

    void add(Row row) {
        rows.add(row);
    }

    /** Into this folder. */
    void write(Path folder) throws IOException {
        List<String> lines = new ArrayList<>(List.of(
                "| replaced | update | outcome | guest | longest gap ms | frames missed | errors of the guest |",
                "|---|---|---|---|---|---|---|"));
        JsonArrayBuilder cells = Json.createArrayBuilder();
        for (Row row : rows) {
            lines.add(row.line());
            cells.add(Json.createObjectBuilder()
                    .add("bundle", row.replaced)
                    .add("update", row.update)
                    .add("outcome", row.outcome)
                    .add("guest", row.guest)
                    .add("gapMillis", row.gapMillis)
                    .add("missedFrames", row.missedFrames)
                    .add("guestErrors", row.guestErrors));
        }
        Files.createDirectories(folder);
        Files.write(folder.resolve("swap.md"), lines);
        try (Writer out = Files.newBufferedWriter(folder.resolve("swap.json"))) {
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                    .createWriter(out)
                    .writeObject(Json.createObjectBuilder().add("swaps", cells).build());
        }
    }
}
