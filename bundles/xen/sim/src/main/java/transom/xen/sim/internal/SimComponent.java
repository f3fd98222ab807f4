package transom.xen.sim.internal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.GuestMemoryOffers;
import transom.xen.Hypervisor;
import transom.xen.XenStore;
import transom.xen.sim.internal.dom0.ControlDomain;
import transom.xen.sim.internal.dom0.NoOffers;
import transom.xen.sim.internal.machine.Simulator;
import transom.xen.store.StoreClient;

/** Starts the simulator, or finds one that runs elsewhere, and offers it as Xen. */
@Component(
        service = {},
        immediate = true,
        configurationPid = "transom.xen.sim")
@Designate(ocd = SimComponent.Config.class)
public final class SimComponent {

    /** Tells whoever does updates that another version may start beside this one (docs/updates.md). */
    private static final String STANDBY = "transom.standby";

    private static final Logger LOG = LoggerFactory.getLogger(SimComponent.class);

    @ObjectClassDefinition(
            id = "transom.xen.sim",
            name = "Xen simulator",
            description = "A hypervisor in user space, for machines without Xen.")
    @interface Config {

        @AttributeDefinition(
                name = "Directory",
                description = "Of the simulator's sockets; absolute, mode 0700, made if it is missing. Empty: a new one"
                        + " below $XDG_RUNTIME_DIR, or the folder for temporary files.")
        String directory() default "";

        @AttributeDefinition(
                name = "Host",
                description =
                        "Whether the simulator runs here, unless one serves that directory already. If not, one must"
                                + " run there.")
        boolean host() default true;
    }

    private final Config config;
    private final Keep keep;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @Activate
    public SimComponent(BundleContext context, @Reference Keep keep, Config config) {
        if (!config.host() && config.directory().isBlank()) {
            throw new IllegalArgumentException(
                    "transom.xen.sim: host is false, so directory must name the one where a simulator runs");
        }
        this.config = config;
        this.keep = keep;
        try {
            open(context);
        } catch (RuntimeException e) {
            deactivate();
            throw e;
        }
    }

    private void open(BundleContext context) {
        SimDirectory directory = closeLater(SimDirectory.open(config.directory()));
        boolean hosted = config.host() && !directory.isServed();
        if (hosted) {
            closeLater(Simulator.start(directory.sockets()));
        }
        EventLoop loop = closeLater(new EventLoop("xen", LOG::error));
        loop.start();
        ControlDomain domain = closeLater(ControlDomain.connect(directory.sockets(), keep));
        StoreClient store = closeLater(StoreClient.connect(directory.sockets().store(), loop, LOG::error));
        Dictionary<String, Object> properties = properties(context, hosted);
        register(context, XenStore.class, store, properties);
        register(context, ForeignMemory.class, domain.foreignMemory(), properties);
        register(context, GrantTable.class, domain.grantTable(), properties);
        register(context, GuestMemoryOffers.class, new NoOffers(), properties);
        register(context, EventChannels.class, domain.eventChannels(), properties);
        register(context, Hypervisor.class, domain, properties);
        LOG.info("Xen is simulated at {}", directory.sockets().directory());
    }

    private <T extends AutoCloseable> T closeLater(T resource) {
        opened.push(resource);
        return resource;
    }

    /** A version that starts beside this one is preferred by who looks anew; it would not find a simulator that ends with us. */
    private static Dictionary<String, Object> properties(BundleContext context, boolean hosted) {
        return new Hashtable<>(
                Map.of(Constants.SERVICE_RANKING, (int) context.getBundle().getBundleId(), STANDBY, !hosted));
    }

    private <T> void register(BundleContext context, Class<T> type, T service, Dictionary<String, Object> properties) {
        ServiceRegistration<T> registration = context.registerService(type, service, properties);
        opened.push(registration::unregister);
    }

    /** Guests hold on to the sockets, so that they stay where they are until the bundle is started again. */
    @Modified
    void modified(Config changed) {
        if (!changed.directory().equals(config.directory()) || changed.host() != config.host()) {
            LOG.warn(
                    "transom.xen.sim: directory '{}' and host {} take effect when the bundle is started again",
                    changed.directory(),
                    changed.host());
        }
    }

    /** Ends what was opened, the last first. */
    @Deactivate
    void deactivate() {
        while (!opened.isEmpty()) {
            try {
                opened.pop().close();
            } catch (Exception e) {
                LOG.warn("transom.xen.sim: stopping", e);
            }
        }
    }
}
