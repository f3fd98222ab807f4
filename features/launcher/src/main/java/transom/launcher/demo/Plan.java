package transom.launcher.demo;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * What the demo is to do.
 *
 * @param protocols of the guests by turns: {@code vfb}, {@code displif}
 * @param display an X server to use, empty to start one
 * @param time null until the windows are closed
 * @param swaps bundles that are replaced while the guests draw
 * @param times each of them
 * @param screenshot null for none
 */
record Plan(
        Path home,
        int guests,
        List<String> protocols,
        String size,
        int depth,
        boolean headless,
        String display,
        Duration time,
        List<String> swaps,
        int times,
        Path screenshot,
        long buildMillis) {

    int width() {
        return Integer.parseInt(size.substring(0, size.indexOf('x')));
    }

    int height() {
        return Integer.parseInt(size.substring(size.indexOf('x') + 1));
    }

    String protocol(int guest) {
        return protocols.get(guest % protocols.size());
    }

    /** Guests are called so, for people and for finding their windows. */
    String guestName(int index) {
        return "demo-" + (char) ('a' + index);
    }
}
