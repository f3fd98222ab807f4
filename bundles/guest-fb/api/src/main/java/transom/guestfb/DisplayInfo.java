package transom.guestfb;

import java.util.Optional;
import transom.xen.DeviceId;
import transom.xen.XenbusState;

/**
 * A display device at one moment.
 *
 * @param protocol the guest's, e.g. {@code vfb}
 * @param mode what it shows, empty while it is not connected
 * @param fault why the backend let go of it, empty if it did not
 */
public record DisplayInfo(
        DeviceId device,
        String guestName,
        String protocol,
        XenbusState frontend,
        XenbusState backend,
        Optional<Mode> mode,
        RouteChoice route,
        Counters counters,
        Optional<String> fault) {

    /**
     * Counted since the device was attached.
     *
     * @param updates the guest's damage messages
     * @param damagedPixels the sum of their areas, clipped to the picture
     * @param resizes changes of mode
     * @param ignoredEvents messages of a kind that the protocol does not know
     * @param subscriptions presenters that show it now
     */
    public record Counters(long updates, long damagedPixels, long resizes, long ignoredEvents, int subscriptions) {}
}
