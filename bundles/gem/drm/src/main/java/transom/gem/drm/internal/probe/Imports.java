package transom.gem.drm.internal.probe;

import java.util.ArrayList;
import java.util.List;
import transom.gem.GemDevices.Capability;
import transom.gem.drm.internal.object.DrmSource;
import transom.gem.support.Allocations;
import transom.gem.support.Memory;
import transom.gem.support.Probed;
import transom.linux.ErrnoException;

/** Which devices take each other's buffers, tried with one page of each. */
final class Imports {

    private Imports() {}

    /** The device with what it says of the others' buffers. */
    static Probed tried(Probed device, List<Probed> all) {
        if (device.source().isEmpty()) {
            return device;
        }
        DrmSource importer = (DrmSource) device.source().get();
        List<Capability> capabilities = new ArrayList<>(device.capabilities());
        for (Probed other : all) {
            other.source()
                    .filter(exporter -> exporter != importer)
                    .ifPresent(exporter -> capabilities.add(tried(importer, (DrmSource) exporter)));
        }
        return Probed.serving(device.path(), device.driver(), importer, capabilities);
    }

    /** An object that is imported twice has one handle: it is held twice, and given back twice. */
    private static Capability tried(DrmSource importer, DrmSource exporter) {
        String name = "import of " + exporter.name();
        try (Memory page = exporter.make("import", Allocations.PAGE)) {
            int first = importer.handles().imported(page.fd());
            try {
                int second = importer.handles().imported(page.fd());
                importer.handles().release(second);
                return first == second
                        ? new Capability(name, true, "one page was imported")
                        : new Capability(name, false, "a second import gave another handle");
            } finally {
                importer.handles().release(first);
            }
        } catch (ErrnoException | IllegalStateException e) {
            return new Capability(name, false, e.getMessage());
        }
    }
}
