package transom.present.egl.internal.view;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import transom.present.support.FakeBuffer;
import transom.xshot.Comparison;
import transom.xshot.Screenshot;
import transom.xshot.XConnection;
import transom.xshot.XWindow;
import transom.xshot.XWindows;

/** Looks at a window all the time, as an X client of its own: which window it is, where it is, and what is in it. */
final class Watcher implements AutoCloseable {

    private final XConnection connection;
    private final XWindows windows;
    private final String title;
    private final List<BufferedImage> pictures;
    private final TreeSet<String> seen = new TreeSet<>();
    private final Thread thread = new Thread(this::run, "watcher");
    private volatile boolean stopping;
    private volatile long looks;

    /** @param pictures of which the window is to show one at each moment */
    Watcher(String display, String title, FakeBuffer... pictures) throws IOException {
        this.connection = XConnection.open(display);
        this.windows = new XWindows(connection);
        this.title = title;
        this.pictures = List.of(pictures).stream().map(TestScreen::image).toList();
        thread.start();
    }

    private void run() {
        while (!stopping) {
            String now;
            try {
                now = look();
            } catch (IOException | RuntimeException e) {
                now = e.toString();
            }
            synchronized (seen) {
                seen.add(now);
            }
            looks++;
        }
    }

    private String look() throws IOException {
        List<XWindow> there = windows.titled(title);
        if (there.size() != 1) {
            return "windows: " + there;
        }
        BufferedImage image = Screenshot.of(connection, there.get(0));
        for (BufferedImage each : pictures) {
            if (Comparison.of(each, image).isEqual()) {
                return there.get(0) + " right";
            }
        }
        return there.get(0) + " wrong: " + Comparison.of(pictures.get(0), image).summary();
    }

    /** How often it has looked. */
    long looks() {
        return looks;
    }

    /** All different sights. */
    List<String> seen() {
        synchronized (seen) {
            return List.copyOf(seen);
        }
    }

    @Override
    public void close() throws IOException {
        stopping = true;
        try {
            thread.join(5000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        connection.close();
    }
}
