package transom.guestfb.pv.internal.displ.memory;

import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.DmaBuf;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.support.Allocators;
import transom.xen.DeviceId;
import transom.xen.GrantTable;
import transom.xen.SharedDmaBuf;
import transom.xen.XenStore;

/**
 * Buffers of devices that are no more. While a guest lives it may have them mapped, so that they wait until it is gone.
 *
 * <p><b>Thread:</b> the guest loop.
 */
public final class Leftovers {

    private static final Logger LOG = LoggerFactory.getLogger(Leftovers.class);

    private final MemoryServices services;
    private final XenStore store;

    public Leftovers(MemoryServices services, XenStore store) {
        this.services = services;
        this.store = store;
    }

    /** Ends those of domains that have gone. @param present the devices that there are */
    public void sweep(Set<DeviceId> present) {
        for (DeviceId device : KeptNames.devices(services.keep())) {
            if (!present.contains(device)) {
                end(device);
            }
        }
        services.keep().list().stream()
                .flatMap(entry -> KeptNames.bufferOf(entry.name()).stream())
                .distinct()
                .filter(buffer -> !store.isIntroduced(buffer.device().frontend()))
                .filter(buffer -> new KeptNames(services.keep(), buffer.device()).isWithoutTable())
                .forEach(this::end);
    }

    /** A buffer that no table has, of a guest that has gone: whoever made it died before it could write that down. */
    private void end(KeptNames.Named buffer) {
        endMemory(services.grants(), services.allocators(), buffer.name());
        new KeptNames(services.keep(), buffer.device()).removeAllRefs(buffer.name());
    }

    /** Ends memory that has been made under this name, if there is, and that no guest has been told of. */
    static void endMemory(GrantTable grants, Allocators allocators, String name) {
        grants.shared(name).ifPresent(SharedDmaBuf::close);
        allocators.adopt(name).ifPresent(DmaBuf::drop);
    }

    /** The device is no more: ends its buffers if its guest has gone, too. */
    public void end(DeviceId device) {
        KeptNames names = new KeptNames(services.keep(), device);
        if (store.isIntroduced(device.frontend())) {
            int count = names.table().buffers().size();
            LOG.debug("{}: {} buffers wait until the guest has gone", device, count);
            return;
        }
        if (!services.allocators().have(allocators(device))) {
            return;
        }
        names.removeAllocationAsked();
        BufferTable table = new BufferTable(device, services, RoutePlan.NONE);
        table.load("");
        table.end();
    }

    /** The allocators that are needed to take over what is in the keep for a device. */
    public List<String> allocators(DeviceId device) {
        return BufferTable.allocators(new KeptNames(services.keep(), device));
    }
}
