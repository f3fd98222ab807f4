package transom.itests.swap;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** What the product says that it holds, in its shell, and what it has on disk. */
final class HeldByProduct {

    private HeldByProduct() {}

    static void read(RunningProduct product, SortedMap<String, Long> amounts) throws IOException {
        amounts.put("bundles", (long) product.rows("transom:bundles").size());
        for (JsonObject row : product.rows("keep:list")) {
            Held.count(amounts, "kept: " + row.getString("kind"));
            Held.add(
                    amounts,
                    "kept bytes",
                    row.isNull("bytes") ? 0 : row.getJsonNumber("bytes").longValue());
        }
        for (JsonObject row : product.rows("xen:usage")) {
            for (Map.Entry<String, JsonValue> column : row.entrySet()) {
                if (column.getValue().getValueType() == JsonValue.ValueType.NUMBER) {
                    Held.add(
                            amounts,
                            "Xen: " + column.getKey(),
                            row.getJsonNumber(column.getKey()).longValue());
                }
            }
        }
        amounts.put("gem buffers", (long) product.rows("gem:list").size());
        disk(product.folder(), amounts);
    }

    /** Without the log, and the pictures and scripts of tests. */
    private static void disk(Path folder, SortedMap<String, Long> amounts) throws IOException {
        for (String part : List.of("felix", "state")) {
            Path root = folder.resolve(part);
            if (Files.isDirectory(root)) {
                try (Stream<Path> files = Files.walk(root)) {
                    amounts.put(
                            "files on disk, " + part,
                            files.filter(Files::isRegularFile).count());
                }
            }
        }
    }
}
