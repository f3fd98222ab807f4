package transom.present.egl.internal.view;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import transom.guestfb.Scanout;
import transom.lwjgl.window.WindowsUnavailableException;
import transom.present.Presentation;
import transom.present.Presenter;
import transom.present.egl.internal.window.Probe;
import transom.present.support.Png;

/**
 * A window for every scanout that it is given.
 *
 * <p><b>Owner:</b> who started it closes it. <b>Thread:</b> any.
 */
public final class WindowPresenter implements Presenter, AutoCloseable {

    /** Told of things on the render thread. */
    public interface Listener {

        /** The person has closed the last window, or there is one again. */
        void allClosed(boolean closed);

        /** There are no windows any more, and there will be none. */
        void ended();
    }

    private final RenderThread thread;
    private final List<Capability> capabilities;

    private WindowPresenter(RenderThread thread, Probe probe) {
        this.thread = thread;
        this.capabilities = EglCapabilities.of(probe);
    }

    /**
     * Starts one on the X server of {@code $DISPLAY}.
     *
     * @throws WindowsUnavailableException if there can be no windows; the message says what to do
     */
    public static WindowPresenter start(Settings settings, Listener listener) throws WindowsUnavailableException {
        RenderThread thread = new RenderThread(settings, listener);
        return new WindowPresenter(thread, thread.start());
    }

    /** Shows a scanout from now on. */
    public void add(Scanout scanout) {
        thread.tasks().post(() -> {
            thread.desk().add(scanout);
            return null;
        });
    }

    /**
     * Stops showing a scanout, soon: the guest's other devices do not wait until GL has drawn what it draws now. The frame that
     * is on loan meanwhile holds its memory.
     */
    public void remove(Scanout scanout) {
        thread.tasks().post(() -> {
            thread.desk().remove(scanout);
            return null;
        });
    }

    /** Opens the windows again that the person has closed. @return how many */
    public int show() {
        return thread.tasks().call(() -> thread.desk().show());
    }

    /** Takes other settings over. */
    public void settings(Settings settings) {
        thread.desk().settings(settings);
    }

    @Override
    public String name() {
        return "egl";
    }

    @Override
    public List<Presentation> presentations() {
        return thread.desk().views().stream()
                .map(ScanoutView::presentation)
                .sorted(Comparator.comparing(Presentation::device).thenComparing(Presentation::connector))
                .toList();
    }

    @Override
    public List<Capability> capabilities() {
        return capabilities;
    }

    @Override
    public void writePng(String device, Path file) throws IOException {
        BufferedImage image = thread.tasks().call(() -> image(device));
        if (image == null) {
            throw new IOException(device + " has no picture now, see present:list");
        }
        Png.write(image, file);
    }

    private BufferedImage image(String device) {
        Picture picture = view(device).picture();
        return picture == null ? null : picture.snapshot();
    }

    ScanoutView view(String device) {
        Desk desk = thread.desk();
        return desk.views().stream()
                .filter(each -> each.scanout().label().equals(device))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "no scanout '" + device + "' is shown; there are " + devices(desk)));
    }

    private static List<String> devices(Desk desk) {
        return desk.views().stream().map(each -> each.scanout().label()).toList();
    }

    @Override
    public void close() {
        thread.stop();
    }
}
