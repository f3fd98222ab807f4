package transom.itests.lab;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.regex.Pattern;

/** Looks at a guest's window, in the X server and on the monitor behind it, for the picture of one frame. */
final class FramePictures {

    /** Software GL in an emulated processor draws 1920x1080 in about a second; a loaded machine takes longer. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Pattern NUMBER = Pattern.compile("(?m)^(X|Y|WIDTH|HEIGHT)=(-?\\d+)$");

    private final String title;

    FramePictures(String title) {
        this.title = title;
    }

    /** Pixels that differ; -1 where there was no such picture at all. */
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
        var window = Lab.picture(title);
        long inWindow = window.getWidth() == width && window.getHeight() == height
                ? FramePattern.wrong(window, 0, 0, width, height, frame)
                : (long) width * height;
        if (inWindow > 0) {
            return new Wrong(inWindow, 0);
        }
        return new Wrong(0, onMonitor(Lab.monitor(), width, height, frame));
    }

    private long onMonitor(BufferedImage monitor, int width, int height, int frame) {
        var place = Lab.dom0("xdotool search --onlyvisible --name '" + title + "' getwindowgeometry --shell %@");
        int x = 0;
        int y = 0;
        var numbers = NUMBER.matcher(place);
        while (numbers.find()) {
            if (numbers.group(1).equals("X")) {
                x = Integer.parseInt(numbers.group(2));
            } else if (numbers.group(1).equals("Y")) {
                y = Integer.parseInt(numbers.group(2));
            }
        }
        return FramePattern.wrong(monitor, x, y, width, height, frame);
    }
}
