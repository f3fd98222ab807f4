package transom.launcher.demo;

import java.nio.file.Path;
import java.time.Duration;

/**
 * What the demo is to do.
 *
 * @param protocol {@code vfb} or {@code displif}
 * @param display an X server to use, empty to start one
 * @param time null until the windows are closed
 * @param screenshot null for none
 */
record Plan(
        Path home,
        int guests,
        String protocol,
        String size,
        int depth,
        boolean headless,
        String display,
        Duration time,
        Path screenshot,
        long buildMillis) {

    int width() {
        return Integer.parseInt(size.substring(0, size.indexOf('x')));
    }

    int height() {
        return Integer.parseInt(size.substring(size.indexOf('x') + 1));
    }

    /** Guests are called so, for people and for finding their windows. */
    String guestName(int index) {
        return "demo-" + (char) ('a' + index);
    }
}
