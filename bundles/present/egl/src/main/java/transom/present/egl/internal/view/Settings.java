package transom.present.egl.internal.view;

import java.util.Locale;
import transom.lwjgl.window.Placement;

/**
 * How windows are to be.
 *
 * @param linear whether scaled pictures are smoothed
 * @param fullscreen whether new windows begin full-screen
 * @param fullscreenKey Linux code of the key that toggles full-screen and is kept from the guest; 0 for none
 * @param placement who places windows
 * @param graceMillis for which a window stays that no presenter fills
 */
public record Settings(boolean linear, boolean fullscreen, int fullscreenKey, Placement placement, long graceMillis) {

    /** Linux codes, input-event-codes.h: KEY_F1 to KEY_F10 are in a row, KEY_F11 and KEY_F12 are not. */
    private static final int KEY_F1 = 59;

    private static final int KEY_F11 = 87;
    private static final int KEY_MAX = 0x2ff;
    private static final int MOST_GRACE_MILLIS = 60_000;

    /** What holds when nobody says anything. */
    public static final Settings DEFAULT = new Settings(true, false, KEY_F11, Placement.AUTO, 2000);

    /**
     * Settings from a person's words.
     *
     * @throws IllegalArgumentException naming the field, the value and what it may be
     */
    public static Settings parse(String filter, boolean fullscreen, String key, String placement, int graceMillis) {
        return new Settings(linear(filter), fullscreen, key(key), placement(placement), grace(graceMillis));
    }

    private static boolean linear(String filter) {
        return switch (filter) {
            case "linear" -> true;
            case "nearest" -> false;
            default -> throw bad("filter", filter, "linear or nearest");
        };
    }

    private static int key(String key) {
        if (key.equals("none")) {
            return 0;
        }
        if (key.matches("F([1-9]|1[0-2])")) {
            int number = Integer.parseInt(key.substring(1));
            return number <= 10 ? KEY_F1 + number - 1 : KEY_F11 + number - 11;
        }
        if (key.matches("\\d{1,3}") && Integer.parseInt(key) <= KEY_MAX) {
            return Integer.parseInt(key);
        }
        throw bad("fullscreenKey", key, "F1 to F12, none, or the key's Linux code (0.." + KEY_MAX + ")");
    }

    private static Placement placement(String text) {
        for (Placement each : Placement.values()) {
            if (each.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return each;
            }
        }
        throw bad("placement", text, "auto, tile or window-manager");
    }

    private static long grace(int millis) {
        if (millis < 0 || millis > MOST_GRACE_MILLIS) {
            throw bad("graceMillis", String.valueOf(millis), "0 to " + MOST_GRACE_MILLIS);
        }
        return millis;
    }

    private static IllegalArgumentException bad(String field, String value, String allowed) {
        return new IllegalArgumentException(field + " '" + value + "' must be " + allowed);
    }
}
