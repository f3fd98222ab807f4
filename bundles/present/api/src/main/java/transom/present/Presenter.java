package transom.present;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Shows scanouts. Several can run beside each other. Of those that share windows the newest takes each window over when it has
 * drawn its picture out of sight; the others may be stopped when all its {@linkplain #presentations presentations} are
 * {@linkplain Presentation.State#isShown shown}, one for each {@link transom.guestfb.Scanout} service. If it goes, or shows
 * nothing, the windows go back.
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface Presenter {

    /**
     * Service property, Boolean: true from when the person has closed the last window until there is one again. Whoever
     * runs "until the window is closed" tracks services with {@code (transom.present.closed=true)}; it changes on the
     * presenter's own thread, so hand over and return. A presenter without windows does not have it.
     */
    String CLOSED = "transom.present.closed";

    /** What it shows them with, e.g. {@code egl} or {@code headless}. */
    String name();

    /** What it shows now, in the order of the devices. */
    List<Presentation> presentations();

    /** What it can do here, and why not the rest. */
    List<Capability> capabilities();

    /**
     * Writes the picture of a scanout as it was drawn to a PNG file.
     *
     * @param device as people see it, e.g. {@code dom3/vfb0}
     * @throws IllegalArgumentException if it shows no such scanout; the message lists those that it shows
     * @throws java.io.IOException if the file cannot be written
     */
    void writePng(String device, java.nio.file.Path file) throws java.io.IOException;

    /** Something that the machine may be able to do: {@code reason} says why not, or how. */
    record Capability(String name, boolean available, String reason) {}
}
