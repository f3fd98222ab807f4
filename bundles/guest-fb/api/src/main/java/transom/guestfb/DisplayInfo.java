package transom.guestfb;

import java.util.List;
import java.util.Optional;
import transom.xen.DeviceId;
import transom.xen.XenbusState;

/**
 * One connector of a display device at one moment.
 *
 * @param connector from 0; vfb has one
 * @param protocol the guest's, e.g. {@code vfb}
 * @param mode what it shows, empty while it is not connected
 * @param allocator who made the memory of what it shows, e.g. {@code udmabuf} or {@code guest}; empty while it shows nothing
 * @param fault why the backend let go of it, empty if it did not
 */
public record DisplayInfo(
        DeviceId device,
        int connector,
        String guestName,
        String protocol,
        XenbusState frontend,
        XenbusState backend,
        Optional<Mode> mode,
        RouteChoice route,
        Optional<String> allocator,
        Counters counters,
        Optional<String> fault) {

    /** Device and connector as people see them. */
    public String label() {
        return Scanout.label(device, connector);
    }

    /** Where its frontend is, for people: in the store, but for a VGA, of which nothing is there. */
    public String place() {
        return device.type().equals("vga") ? "its device model" : device.frontendPath();
    }

    /**
     * Counted since the device was attached.
     *
     * @param updates the guest's damage messages; a page flip is damage of the whole picture
     * @param damagedPixels the sum of their areas, clipped to the picture
     * @param resizes changes of mode
     * @param ignoredEvents messages of a kind that the protocol does not know
     * @param subscriptions presenters that show it now
     * @param flips the guest's page flips
     * @param lateFlips flips that were completed because the guest would have given up, not because presenters were done
     * @param refusedRequests requests that were answered with an error
     * @param recentNanos when the last frames were served, see {@link RecentFrames}: page flips, or wake-ups with damage
     */
    public record Counters(
            long updates,
            long damagedPixels,
            long resizes,
            long ignoredEvents,
            int subscriptions,
            long flips,
            long lateFlips,
            long refusedRequests,
            List<Long> recentNanos) {}
}
