package transom.guestfb;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;
import transom.xen.DeviceId;

/** All display devices that a backend serves, for people. <b>Thread:</b> any. */
@ProviderType
public interface GuestDisplays {

    /** What the devices are like now, in the order of their ids. */
    List<DisplayInfo> displays();

    /**
     * Lets go of a device, which its guest does not notice, and leaves it to who asks for as long as that one is registered. Of
     * a version that cannot, the device is taken when it has ended.
     */
    default void release(DeviceId device) {}

    /**
     * Shows whether an allocator's buffers may be granted: writes a pattern through its memory and reads it through
     * grants of it, and back. A driver whose buffers are bounced (swiotlb) grants other pages than its own, silently.
     * What was found is remembered until the machine boots again.
     *
     * @param allocator as {@code gem:devices} names it
     * @return empty if this backend grants no buffers
     * @throws IllegalArgumentException if there is no such allocator; the message lists those that there are
     */
    default Optional<Proof> prove(String allocator) {
        return Optional.empty();
    }

    /**
     * What was found of an allocator.
     *
     * @param pages compared
     * @param wrongPages pages that differed, in either direction
     * @param reason what was seen, or why it cannot be tried here
     */
    record Proof(String allocator, boolean grantable, int pages, int wrongPages, String reason) {}
}
