package transom.launcher.demo;

import java.awt.image.BufferedImage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import transom.launcher.UserError;
import transom.xshot.Comparison;
import transom.xshot.Screenshot;
import transom.xshot.XConnection;
import transom.xshot.XWindow;
import transom.xshot.XWindows;

/** What is to be seen of a guest: of its window by an X client that shares no code with the presenter. */
final class Pictures {

    private static final Duration WINDOW = Duration.ofSeconds(10);

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
            ImageIO.write(window(shown.guest()), "png", seen.toFile());
        }
        return Comparison.of(ofGuest.toFile(), new File(seen.toString()));
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

    private BufferedImage window(String guest) throws IOException, InterruptedException {
        try (XConnection server = XConnection.open(display)) {
            XWindow window = new XWindows(server)
                    .await(guest, WINDOW)
                    .orElseThrow(
                            () -> new UserError("there is no window with '" + guest + "' in its title on " + display));
            return Screenshot.of(server, window);
        }
    }
}
