package transom.xen.dev.internal;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.BundleContext;
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
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** Registers Xen's services on a machine that is a Xen dom0; on any other one says why not, and registers none. */
@Component(service = {})
public final class XenDev {

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
        registrations.add(context.registerService(ForeignMemory.class, opened.foreignMemory(), null));
        registrations.add(context.registerService(GrantTable.class, opened.grantTable(), null));
        registrations.add(context.registerService(EventChannels.class, opened.eventChannels(), null));
        registrations.add(context.registerService(XenStore.class, opened.store(), null));
        registrations.add(context.registerService(Hypervisor.class, opened, null));
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
