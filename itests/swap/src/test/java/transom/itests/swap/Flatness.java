package transom.itests.swap;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Readings of what is held, the first after the warm-up: did anything grow? */
final class Flatness {

    /** In the table for people: the first, the last, and those between at equal distances. */
    private static final int COLUMNS = 5;

    private final List<Held> readings = new ArrayList<>();

    /**
     * How much more of something there may be at the end.
     *
     * @param of a part of names; the first rule whose part a name has is the name's
     * @param more at most, however many swaps
     * @param perSwap and so much more with each
     * @param why it is not exact; empty if it is
     */
    private record Rule(String of, long more, double perSwap, String why) {

        long bound(int swaps) {
            return more + Math.round(perSwap * swaps);
        }

        private String text() {
            String bound = perSwap == 0 ? Long.toString(more) : more + " + " + perSwap + " a swap";
            return bound + (why.isEmpty() ? "" : ": " + why);
        }
    }

    private static final List<Rule> RULES = List.of(
            new Rule(
                    "DelegatingClassLoader",
                    8,
                    0,
                    "the JDK makes one when a method is called by reflection for the 16th time, and softly keeps it"),
            new Rule("classes", 32, 0, "those of the loaders above, and what the JDK loads late"),
            new Rule("heap", 512, 0, "caches of the JDK and of Felix, softly kept"),
            new Rule(
                    "trampolines",
                    2,
                    0.6,
                    "JNA does not free those of natives that are unregistered (dispatch.c, 5.19.1); half of one for a"
                            + " bundle with natives, and guest-fb is two bundles"),
            new Rule("JVM mappings of memory", 64, 0.7, "the trampolines' data; arenas of malloc, the JVM's metaspace"),
            new Rule("JVM memory", 32 * 1024, 50, "malloc and the JVM give back little of what they had once"),
            new Rule("", 0, 0, ""));

    void add(Held held) {
        readings.add(held);
    }

    private Held first() {
        return readings.get(0);
    }

    private Held last() {
        return readings.get(readings.size() - 1);
    }

    /** Between the first reading and the last. */
    int swaps() {
        return last().swaps() - first().swaps();
    }

    private TreeSet<String> names() {
        TreeSet<String> names = new TreeSet<>();
        readings.forEach(held -> names.addAll(held.amounts().keySet()));
        return names;
    }

    private static Rule rule(String name) {
        return RULES.stream().filter(rule -> name.contains(rule.of)).findFirst().orElseThrow();
    }

    /** What there is more of than may be, and how that came. */
    List<String> grown() {
        return names().stream()
                .filter(name -> last().of(name) - first().of(name) > rule(name).bound(swaps()))
                .map(name -> name + ": "
                        + String.join(
                                " ",
                                readings.stream()
                                        .map(held -> Long.toString(held.of(name)))
                                        .toList())
                        + "; at most +" + rule(name).bound(swaps()) + " may be")
                .toList();
    }

    /** Into this folder: {@code soak.md} for people, {@code soak.json} for programs. */
    void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("soak.md"), table());
        try (Writer out = Files.newBufferedWriter(folder.resolve("soak.json"))) {
            Json.createWriterFactory(Map.of(JsonGenerator.PRETTY_PRINTING, true))
                    .createWriter(out)
                    .writeObject(
                            Json.createObjectBuilder().add("readings", json()).build());
        }
    }

    private List<String> table() {
        List<Held> columns = columns();
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder("| held after swaps |");
        columns.forEach(held -> head.append(' ').append(held.swaps()).append(" |"));
        lines.add(head + " may grow by |");
        lines.add("|---|" + "---|".repeat(columns.size() + 1));
        for (String name : names()) {
            StringBuilder line = new StringBuilder("| " + name + " |");
            columns.forEach(held -> line.append(' ').append(held.of(name)).append(" |"));
            lines.add(line + " " + rule(name).text() + " |");
        }
        return lines;
    }

    private List<Held> columns() {
        List<Held> columns = new ArrayList<>();
        int count = Math.min(COLUMNS, readings.size());
        for (int i = 0; i < count; i++) {
            columns.add(readings.get(count == 1 ? 0 : i * (readings.size() - 1) / (count - 1)));
        }
        return columns;
    }

    private JsonArrayBuilder json() {
        JsonArrayBuilder all = Json.createArrayBuilder();
        for (Held held : readings) {
            JsonObjectBuilder amounts = Json.createObjectBuilder();
            held.amounts().forEach(amounts::add);
            all.add(Json.createObjectBuilder().add("swaps", held.swaps()).add("held", amounts));
        }
        return all;
    }
}
