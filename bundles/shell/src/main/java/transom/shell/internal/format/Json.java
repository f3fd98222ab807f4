package transom.shell.internal.format;

import java.util.Locale;

/** Writes JSON (RFC 8259): an object or a list whose members are texts, numbers, truth values, null, or Json. */
public final class Json {

    private final StringBuilder text;
    private final char end;

    private Json(char start, char end) {
        this.text = new StringBuilder().append(start);
        this.end = end;
    }

    public static Json object() {
        return new Json('{', '}');
    }

    public static Json list() {
        return new Json('[', ']');
    }

    /** Adds a member to an object. */
    public Json put(String name, Object value) {
        separate();
        quote(name);
        text.append(':');
        value(value);
        return this;
    }

    /** Adds an element to a list. */
    public Json add(Object value) {
        separate();
        value(value);
        return this;
    }

    private void separate() {
        if (text.length() > 1) {
            text.append(',');
        }
    }

    private void value(Object value) {
        if (value == null || value instanceof Number || value instanceof Boolean || value instanceof Json) {
            text.append(value);
        } else {
            quote(value.toString());
        }
    }

    private void quote(String value) {
        text.append('"');
        value.chars().forEach(c -> {
            if (c == '"' || c == '\\') {
                text.append('\\').append((char) c);
            } else if (c < 0x20 || c >= 0x7f && c < 0xa0 || Character.isSurrogate((char) c)) {
                text.append(String.format(Locale.ROOT, "\\u%04x", c));
            } else {
                text.append((char) c);
            }
        });
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString() + end;
    }
}
