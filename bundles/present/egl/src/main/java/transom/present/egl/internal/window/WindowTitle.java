package transom.present.egl.internal.window;

/** A guest's name as a window's title: what cannot be seen, or would turn the text around, is left out. */
public final class WindowTitle {

    private static final String SUFFIX = " \u2014 Transom";
    private static final int MAX_LENGTH = 64;

    private WindowTitle() {}

    /**
     * @param label of device and connector, stands for the guest if nothing is left of its name
     * @param first whether it is what the guest shows first; other windows of it say which they are
     */
    public static String of(String guestName, String label, boolean first) {
        StringBuilder clean = new StringBuilder();
        guestName
                .codePoints()
                .filter(c -> Character.isDefined(c) && isVisible(Character.getType(c)))
                .limit(MAX_LENGTH)
                .forEach(clean::appendCodePoint);
        String name = clean.toString().strip();
        if (name.isEmpty()) {
            return label + SUFFIX;
        }
        return name + (first ? "" : " [" + label.substring(label.indexOf('/') + 1) + "]") + SUFFIX;
    }

    private static boolean isVisible(int type) {
        return type != Character.CONTROL
                && type != Character.FORMAT
                && type != Character.SURROGATE
                && type != Character.PRIVATE_USE
                && type != Character.LINE_SEPARATOR
                && type != Character.PARAGRAPH_SEPARATOR;
    }
}
