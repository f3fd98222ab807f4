package transom.launcher.demo;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import transom.features.UserError;
import transom.xshot.Comparison;
import transom.xshot.Screenshot;
import transom.xshot.XConnection;
import transom.xshot.XWindow;
import transom.xshot.XWindows;

/** What is to be seen of a guest: of its window by an X client that shares no code with the presenter. */
final class Pictures {

    private static final Duration WINDOW = Duration.ofSeconds(10);

    /** A window that was covered or of another size is drawn again by then. */
    private static final Duration REDRAW = Duration.ofSeconds(3);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Product product;
    private final String display;

    /** @param display the X server's, empty if the presenter without a window is asked */
    Pictures(Product product, String display) {
        this.product = product;
        this.display = display;
    }

    /** Writes the picture shown to a PNG file and compares it with the guest's own. */
    Comparison check(Shown shown, Path ofGuest, Path seen) throws IOException, InterruptedException {
        if (display.isEmpty()) {
            product.shell("present:png " + shown.device() + " '" + seen.toAbsolutePath() + "'");
        } else {
            ImageIO.write(lookAt(shown.guest(), ImageIO.read(ofGuest.toFile())), "png", seen.toFile());
        }
        return Comparison.of(ofGuest.toFile(), new File(seen.toString()));
    }

    /**
     * The window's picture once it is the expected one, or what it is when it does not become that. The X server has no
     * pixels of what other windows cover, and a person may have made it smaller: it is put on top, in the guest's size.
     */
    private BufferedImage lookAt(String guest, BufferedImage expected) throws IOException, InterruptedException {
        long end = System.nanoTime() + REDRAW.toNanos();
        while (true) {
            boolean last = System.nanoTime() > end;
            BufferedImage picture = window(guest, expected.getWidth(), expected.getHeight(), last);
            if (picture != null && (last || Comparison.of(expected, picture).isEqual())) {
                return picture;
            }
            Patience.pause(BETWEEN_LOOKS);
        }
    }

    /** Whether a guest's window is there. */
    boolean anyWindow(List<String> guests) {
        try (XConnection server = XConnection.open(display)) {
            XWindows windows = new XWindows(server);
            for (String guest : guests) {
                if (windows.titled(guest).stream().anyMatch(XWindow::viewable)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new UserError("X server " + display + ": " + e.getMessage());
        }
    }

    /** Null if it is not on the screen as a whole, unless that has to be an error by now. */
    private BufferedImage window(String guest, int width, int height, boolean last)
            throws IOException, InterruptedException {
        try (XConnection server = XConnection.open(display)) {
            XWindows windows = new XWindows(server);
            XWindow window = windows.await(guest, WINDOW)
                    .orElseThrow(
                            () -> new UserError("there is no window with '" + guest + "' in its title on " + display));
            windows.raise(window.id());
            if (window.width() != width || window.height() != height) {
                windows.resize(window.id(), width, height);
            }
            try {
                return Screenshot.of(server, window);
            } catch (IOException e) {
                if (last) {
                    throw new UserError(e.getMessage());
                }
                return null;
            }
        }
    }
}
