package transom.gem.support;

import java.util.List;
import java.util.Optional;
import transom.gem.GemDevices.Capability;
import transom.gem.GemDevices.Device;

/**
 * A device as it was found.
 *
 * @param path its file
 * @param driver the kernel driver's name
 * @param source what buffers come from; empty if none can
 * @param obstacle why none can, and what to do about it; empty if they can
 */
public record Probed(
        String path, String driver, Optional<Source> source, String obstacle, List<Capability> capabilities) {

    public Probed {
        capabilities = List.copyOf(capabilities);
    }

    /** One that serves an allocator. */
    public static Probed serving(String path, String driver, Source source, List<Capability> capabilities) {
        return new Probed(path, driver, Optional.of(source), "", capabilities);
    }

    /** One that serves none. */
    public static Probed refused(String path, String driver, String obstacle, List<Capability> capabilities) {
        return new Probed(path, driver, Optional.empty(), obstacle, capabilities);
    }

    /** What people are told. */
    public Device device() {
        return new Device(path, driver, source.map(Source::name).orElse(obstacle), capabilities);
    }
}
