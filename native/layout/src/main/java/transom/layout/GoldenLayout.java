package transom.layout;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a C compiler makes of the headers of Linux and Xen, as {@code golden/x86_64.txt} says: for tests, which compare
 * the numbers in Java with these.
 *
 * <p>The file has three kinds of line: {@code struct NAME size align}, {@code NAME.field offset size} and
 * {@code const NAME 0xvalue}. Sizes and offsets are in bytes; the name of a union or a typedef stands like a struct's.
 * {@code make golden} in native/layout writes it.
 */
public final class GoldenLayout {

    private record Pair(int first, int second) {}

    private final Map<String, Pair> structs = new LinkedHashMap<>();
    private final Map<String, Pair> fields = new LinkedHashMap<>();
    private final Map<String, Long> constants = new LinkedHashMap<>();

    private GoldenLayout() {}

    /** The golden file of x86-64. */
    public static GoldenLayout load() {
        return parse(text());
    }

    static String text() {
        try (InputStream in = GoldenLayout.class.getResourceAsStream("x86_64.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static GoldenLayout parse(String text) {
        GoldenLayout golden = new GoldenLayout();
        text.lines().forEach(golden::parseLine);
        return golden;
    }

    private void parseLine(String line) {
        String[] words = line.split(" ");
        try {
            if (words.length == 4 && words[0].equals("struct")) {
                structs.put(words[1], pair(words[2], words[3]));
            } else if (words.length == 3 && words[0].equals("const") && words[2].startsWith("0x")) {
                constants.put(words[1], Long.parseUnsignedLong(words[2].substring(2), 16));
            } else if (words.length == 3 && words[0].indexOf('.') > 0) {
                fields.put(words[0], pair(words[1], words[2]));
            } else {
                throw new IllegalArgumentException("not a line of a golden file: '" + line + "'");
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("not a line of a golden file: '" + line + "'", e);
        }
    }

    private static Pair pair(String first, String second) {
        return new Pair(Integer.parseInt(first), Integer.parseInt(second));
    }

    /** Bytes of a struct, e.g. {@code xsd_sockmsg}. */
    public int size(String struct) {
        return known(structs, struct).first();
    }

    /** The struct's alignment in bytes. */
    public int align(String struct) {
        return known(structs, struct).second();
    }

    /** Where a field begins, e.g. {@code xsd_sockmsg.len}. */
    public int offset(String field) {
        return known(fields, field).first();
    }

    /** Bytes of a field, e.g. {@code xsd_sockmsg.len}. */
    public int fieldSize(String field) {
        return known(fields, field).second();
    }

    /** The value of a constant or the number of an ioctl, e.g. {@code IOCTL_EVTCHN_NOTIFY}. */
    public long constant(String name) {
        return known(constants, name);
    }

    /** Every struct's size, by its name. */
    public Map<String, Integer> sizes() {
        return firsts(structs);
    }

    /** Every field's offset, by {@code struct.field}. */
    public Map<String, Integer> offsets() {
        return firsts(fields);
    }

    /** Every constant, by its name. */
    public Map<String, Long> constants() {
        return Collections.unmodifiableMap(constants);
    }

    private static Map<String, Integer> firsts(Map<String, Pair> pairs) {
        Map<String, Integer> firsts = new LinkedHashMap<>();
        pairs.forEach((name, pair) -> firsts.put(name, pair.first()));
        return firsts;
    }

    private static <T> T known(Map<String, T> facts, String name) {
        T fact = facts.get(name);
        if (fact == null) {
            throw new IllegalArgumentException("the golden file has no '" + name + "': add it to the probe in"
                    + " native/layout and run 'make golden' there");
        }
        return fact;
    }
}
