package transom.xen.store;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Packs and unpacks payloads: strings, each ended by a NUL, and a rest that has none. */
public final class StorePayload {

    private static final int SHOWN = 80;

    private StorePayload() {}

    /** These strings, each with a NUL after it. */
    public static byte[] strings(String... strings) {
        return (String.join("\0", strings) + "\0").getBytes(StandardCharsets.UTF_8);
    }

    /** These strings, each with a NUL after it. */
    public static byte[] strings(List<String> strings) {
        return strings.isEmpty() ? new byte[0] : strings(strings.toArray(String[]::new));
    }

    /** A path with its NUL and then the value as it is. */
    public static byte[] pathAndValue(String path, String value) {
        return (path + "\0" + value).getBytes(StandardCharsets.UTF_8);
    }

    /** All of it as text: a value, or an answer without a NUL. */
    public static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The text up to the first NUL, or all of it if there is none. */
    public static String first(byte[] payload) {
        int end = 0;
        while (end < payload.length && payload[end] != 0) {
            end++;
        }
        return new String(payload, 0, end, StandardCharsets.UTF_8);
    }

    /** The strings in it; a last one without a NUL counts. */
    public static List<String> split(byte[] payload) {
        List<String> strings = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < payload.length; i++) {
            if (payload[i] == 0) {
                strings.add(new String(payload, start, i - start, StandardCharsets.UTF_8));
                start = i + 1;
            }
        }
        if (start < payload.length) {
            strings.add(new String(payload, start, payload.length - start, StandardCharsets.UTF_8));
        }
        return strings;
    }

    /** For messages to people: printable, NUL as {@code |}, not longer than a line. */
    public static String printable(byte[] untrustedPayload) {
        StringBuilder shown = new StringBuilder();
        for (byte b : untrustedPayload) {
            if (shown.length() == SHOWN) {
                return shown.append("...").toString();
            }
            shown.append(b == 0 ? '|' : b >= 0x20 && b < 0x7f ? (char) b : '?');
        }
        return shown.toString();
    }
}
