package transom.shell.internal.config;

/**
 * {@code NAME=VALUE} as a person wrote it; without a VALUE the name goes back to its default.
 *
 * @param value null for the default
 */
public record Assignment(String name, String value) {

    /** @throws IllegalArgumentException if there is no name or no equals sign */
    public static Assignment parse(String text) {
        int at = text.indexOf('=');
        if (at < 1) {
            throw new IllegalArgumentException(
                    "'" + text + "' sets nothing; write NAME=VALUE, or NAME= for the default");
        }
        String value = text.substring(at + 1);
        return new Assignment(text.substring(0, at), value.isEmpty() ? null : value);
    }
}
