package transom.guestfb.pv.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Allocator;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.guestfb.support.Allocators;
import transom.guestfb.support.OtherVersions;
import transom.guestfb.support.ScanoutServices;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** Serves all guests' displays and keyboards while there is a Xen. Leaving it leaves the guests connected. */
@Component(
        service = {},
        configurationPid = PvBackend.PID,
        immediate = true)
@Designate(ocd = PvBackend.Config.class)
public final class PvBackend implements GuestDisplays {

    static final String PID = "transom.guestfb.pv";

    private static final Logger LOG = LoggerFactory.getLogger(PvBackend.class);

    /** What people may set. */
    @ObjectClassDefinition(name = "Guest displays", description = "Limits of what guests may ask for")
    @interface Config {

        @AttributeDefinition(
                name = "Largest framebuffer",
                description =
                        "MiB that one guest may share as a framebuffer, 1 to 246; new guests are told as videoram")
        int max_framebuffer_mib() default 128;

        @AttributeDefinition(
                name = "Most devices",
                description = "Displays and keyboards that are served at a time, 1 to 1024")
        int max_devices() default 128;

        @AttributeDefinition(
                name = "Memory of displays",
                description = "MiB that one guest's display buffers may take, over all of its displays, 1 to 2047")
        int max_buffer_mib() default 256;

        @AttributeDefinition(
                name = "Routes",
                description = "that displays may take: a comma separated list of back-grant, front-export, upload;"
                        + " empty for all. Acts on buffers and connections made from then on")
        String routes() default "";

        @AttributeDefinition(
                name = "Allocators",
                description = "of displays' buffers, in the order of preference: a comma separated list of names that"
                        + " gem:devices shows, or of drivers; empty for all that make dma-bufs")
        String allocators() default "";

        @AttributeDefinition(
                name = "Refresh rate",
                description = "page flips that a display completes in a second at most, 1 to 1000")
        int refresh_hz() default 60;
    }

    private final Allocators allocators = new Allocators();
    private final BundleContext context;
    private final OtherVersions others;
    private final XenSets sets;
    private final ChangeOver<GuestDevices> guests;
    private volatile Settings settings;
    private volatile boolean started;

    /** The framework ends its bundles one after the other, and any of them may take its time: guests are left first. */
    private final SynchronousBundleListener frameworkEnds = this::frameworkEnds;

    @Activate
    public PvBackend(BundleContext context, Config config, @Reference Keep keep) {
        this.context = context;
        settings = Settings.of(config);
        sets = new XenSets(keep);
        others = new OtherVersions(context, () -> each(GuestDevices::resume));
        guests = new ChangeOver<>(sets, this::devices, others::release);
    }

    private GuestDevices devices(XenServices xen, Consumer<DeviceId> takeOver) {
        EventLoop loop = new EventLoop("guest", LOG::error);
        return new GuestDevices(xen, new ScanoutServices(context), allocators, loop, takeOver, settings);
    }

    @Activate
    void start() {
        context.addBundleListener(frameworkEnds);
        others.join(this);
        started = true;
        try {
            guests.look();
        } catch (RuntimeException e) {
            deactivate();
            throw e;
        }
    }

    private void each(Consumer<GuestDevices> action) {
        guests.each(action);
    }

    private <S> void add(Class<S> type, S service, Map<String, Object> properties) {
        sets.add(type, service, properties);
        if (started) {
            guests.look();
        }
    }

    private <S> void remove(Class<S> type, S service, Map<String, Object> properties) {
        sets.remove(type, service, properties);
        if (started) {
            guests.look();
        }
    }

    private void frameworkEnds(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            guests.close();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addHypervisor(Hypervisor hypervisor, Map<String, Object> properties) {
        add(Hypervisor.class, hypervisor, properties);
    }

    void removeHypervisor(Hypervisor hypervisor, Map<String, Object> properties) {
        remove(Hypervisor.class, hypervisor, properties);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addXenStore(XenStore store, Map<String, Object> properties) {
        add(XenStore.class, store, properties);
    }

    void removeXenStore(XenStore store, Map<String, Object> properties) {
        remove(XenStore.class, store, properties);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addForeignMemory(ForeignMemory memory, Map<String, Object> properties) {
        add(ForeignMemory.class, memory, properties);
    }

    void removeForeignMemory(ForeignMemory memory, Map<String, Object> properties) {
        remove(ForeignMemory.class, memory, properties);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addGrantTable(GrantTable grants, Map<String, Object> properties) {
        add(GrantTable.class, grants, properties);
    }

    void removeGrantTable(GrantTable grants, Map<String, Object> properties) {
        remove(GrantTable.class, grants, properties);
    }

    @Reference(
            cardinality = ReferenceCardinality.AT_LEAST_ONE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addEventChannels(EventChannels channels, Map<String, Object> properties) {
        add(EventChannels.class, channels, properties);
    }

    void removeEventChannels(EventChannels channels, Map<String, Object> properties) {
        remove(EventChannels.class, channels, properties);
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addAllocator(Allocator allocator, Map<String, Object> properties) {
        allocators.add(allocator, properties);
        each(GuestDevices::allocatorCame);
    }

    void removeAllocator(Allocator allocator) {
        allocators.remove(allocator);
        each(devices -> devices.allocatorGone(allocator.name()));
    }

    /** A bad value changes nothing. */
    @Modified
    void modified(Config config) {
        try {
            settings = Settings.of(config);
            each(devices -> devices.settings(settings));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings before stay", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(frameworkEnds);
        started = false;
        guests.close();
        others.leave();
    }

    @Override
    public List<DisplayInfo> displays() {
        return guests.displays();
    }

    @Override
    public void release(DeviceId device) {
        guests.release(device);
    }

    @Override
    public Optional<Proof> prove(String allocator) {
        return guests.prove(allocator);
    }
}
