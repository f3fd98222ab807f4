package transom.xen.dev.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.keep.Keep;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.GuestMemoryOffers;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** Registers Xen's services on a machine that is a Xen dom0; on any other one says why not, and registers none. */
@Component(service = {})
public final class XenDev {

    /** Tells whoever does updates that another version may start beside this one (docs/updates.md). */
    private static final String STANDBY = "transom.standby";

    private static final Logger LOG = LoggerFactory.getLogger(XenDev.class);

    private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
    private final Optional<RealHypervisor> xen;

    @Activate
    public XenDev(BundleContext context, @Reference Keep keep) {
        Machine machine = new Machine(Path.of("/"));
        Optional<String> obstacle = machine.obstacle();
        obstacle.ifPresent(reason -> LOG.warn("no Xen here: {}", reason));
        xen = obstacle.isPresent()
                ? Optional.empty()
                : Optional.of(RealHypervisor.open(machine, keep, machine.store().orElseThrow(), XenDev::storeLost));
        xen.ifPresent(opened -> register(context, opened));
    }

    private void register(BundleContext context, RealHypervisor opened) {
        // a version that starts beside this one is preferred by who looks anew
        Dictionary<String, Object> properties = new Hashtable<>(
                Map.of(Constants.SERVICE_RANKING, (int) context.getBundle().getBundleId(), STANDBY, true));
        registrations.add(context.registerService(ForeignMemory.class, opened.foreignMemory(), properties));
        registrations.add(context.registerService(GrantTable.class, opened.grantTable(), properties));
        registrations.add(context.registerService(GuestMemoryOffers.class, opened.offers(), properties));
        registrations.add(context.registerService(EventChannels.class, opened.eventChannels(), properties));
        registrations.add(context.registerService(XenStore.class, opened.store(), properties));
        registrations.add(context.registerService(Hypervisor.class, opened, properties));
        LOG.info("{}: dom{}", opened.description(), opened.self());
    }

    private static void storeLost(String reason) {
        LOG.error("the connection to xenstored ended, displays come and go no more: {}", reason);
    }

    @Deactivate
    void deactivate() {
        registrations.forEach(ServiceRegistration::unregister);
        xen.ifPresent(RealHypervisor::close);
    }
}
