package transom.itests.product;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import transom.xshot.Screenshot;
import transom.xshot.XConnection;
import transom.xshot.XWindow;
import transom.xshot.XWindows;

/** Looks at a guest's window all the time, as an X client of its own: which one it is, where, and that it has a picture. */
final class WindowWatcher implements AutoCloseable {

    private final XConnection connection;
    private final XWindows windows;
    private final String title;
    private final TreeSet<String> seen = new TreeSet<>();
    private final Thread thread = new Thread(this::run, "watcher");
    private volatile boolean stopping;
    private volatile long looks;

    WindowWatcher(String display, String title) throws IOException {
        this.connection = XConnection.open(display);
        this.windows = new XWindows(connection);
        this.title = title;
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
        return there.get(0) + (isBlank(image) ? " blank" : " with a picture");
    }

    private static boolean isBlank(BufferedImage image) {
        int first = image.getRGB(0, 0);
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) != first) {
                    return false;
                }
            }
        }
        return true;
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
