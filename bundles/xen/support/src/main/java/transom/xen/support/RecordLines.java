package transom.xen.support;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A record of the keep as lines of text, {@code key=value}, which a program in any language can read; the first is
 * {@code version=1}. A reader looks at the keys that it knows.
 */
final class RecordLines {

    private static final String VERSION = "1";

    private final Map<String, String> lines = new LinkedHashMap<>();

    RecordLines() {
        with("version", VERSION);
    }

    private RecordLines(byte[] record) {
        for (String line : new String(record, StandardCharsets.US_ASCII).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                lines.put(line.substring(0, equals), line.substring(equals + 1));
            }
        }
    }

    static RecordLines parse(byte[] record) {
        return new RecordLines(record);
    }

    RecordLines with(String key, Object value) {
        lines.put(key, value.toString());
        return this;
    }

    boolean isOurVersion() {
        return VERSION.equals(lines.get("version"));
    }

    /** The value, or empty text. */
    String text(String key) {
        return lines.getOrDefault(key, "");
    }

    /** @throws NumberFormatException if it is none */
    int number(String key) {
        return Integer.parseUnsignedInt(text(key));
    }

    byte[] toBytes() {
        StringBuilder text = new StringBuilder();
        lines.forEach((key, value) -> text.append(key).append('=').append(value).append('\n'));
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
