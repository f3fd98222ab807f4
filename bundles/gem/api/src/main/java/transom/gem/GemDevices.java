package transom.gem;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The devices that buffers could come from, for people: also those that serve no allocator. <b>Thread:</b> any. */
@ProviderType
public interface GemDevices {

    /** What this machine has, in the order of preference. */
    List<Device> devices();

    /** Looks again at what there is, as if they had just been plugged in: what came or went is served or not. */
    void probe();

    /**
     * A device.
     *
     * @param path e.g. {@code /dev/dri/card0}
     * @param driver the kernel driver's name, e.g. {@code vgem}
     * @param allocator the name of the allocator that it serves, or why it serves none
     */
    record Device(String path, String driver, String allocator, List<Capability> capabilities) {

        public Device {
            capabilities = List.copyOf(capabilities);
        }
    }

    /** Something that a device may be able to do: {@code reason} says why not, or how. */
    record Capability(String name, boolean available, String reason) {}
}
