package transom.itests.lab;

import java.awt.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** Looks at a guest's window, in the X server and on the monitor behind it, for the picture of one frame. */
final class FramePictures {

    /** Software GL in an emulated processor draws 1920x1080 in about a second; a loaded machine takes longer. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern NUMBER = Pattern.compile("(?m)^(X|Y)=(-?\\d+)$");

    private final String title;

    FramePictures(String title) {
        this.title = title;
    }

    /** Pixels that differ; the monitor is looked at when the window is right. */
    record Wrong(long inWindow, long onMonitor) {

        static final Wrong NONE = new Wrong(0, 0);

        Wrong plus(Wrong other) {
            return new Wrong(inWindow + other.inWindow, onMonitor + other.onMonitor);
        }
    }

    /** The window follows the last flip within a moment: looks until both are right, or the time is over. */
    Wrong of(int width, int height, int frame) throws IOException {
        long end = System.nanoTime() + LIMIT.toNanos();
        Wrong wrong;
        do {
            wrong = look(width, height, frame);
        } while (!wrong.equals(Wrong.NONE) && System.nanoTime() < end);
        return wrong;
    }

    private Wrong look(int width, int height, int frame) throws IOException {
        var corner = corner();
        // The window of a connector that went dark a moment ago may be found and then go.
        var shown = corner.isEmpty() ? Optional.<BufferedImage>empty() : Lab.pictureIfShown(title);
        if (shown.isEmpty()) {
            return new Wrong((long) width * height, 0);
        }
        var window = shown.get();
        long inWindow = window.getWidth() == width && window.getHeight() == height
                ? FramePattern.wrong(window, 0, 0, width, height, frame)
                : (long) width * height;
        return inWindow > 0
                ? new Wrong(inWindow, 0)
                : new Wrong(0, FramePattern.wrong(Lab.monitor(), corner.get().x, corner.get().y, width, height, frame));
    }

    /** Where the window's picture begins on the screen; empty if there is no window. */
    private Optional<Point> corner() {
        var said = Lab.dom0("xdotool search --onlyvisible --name '" + title + "' getwindowgeometry --shell || true");
        var numbers = NUMBER.matcher(said);
        var found = new TreeMap<String, Integer>();
        while (numbers.find()) {
            found.put(numbers.group(1), Integer.valueOf(numbers.group(2)));
        }
        return found.containsKey("X") && found.containsKey("Y")
                ? Optional.of(new Point(found.get("X"), found.get("Y")))
                : Optional.empty();
    }
}
