package transom.guestfb.pv.internal;

import java.util.List;
import java.util.Map;
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
import transom.guestfb.pv.internal.displ.route.Allocators;
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
    private final GuestDevices devices;
    private final BundleContext context;
    private final OtherVersions others;

    /** The framework ends its bundles one after the other, and any of them may take its time: guests are left first. */
    private final SynchronousBundleListener frameworkEnds = this::frameworkEnds;

    @Activate
    public PvBackend(
            BundleContext context,
            Config config,
            @Reference Hypervisor hypervisor,
            @Reference XenStore store,
            @Reference ForeignMemory memory,
            @Reference GrantTable grants,
            @Reference EventChannels channels,
            @Reference Keep keep) {
        XenServices xen = new XenServices(hypervisor, store, memory, grants, channels, keep);
        Settings settings = Settings.of(config);
        EventLoop loop = new EventLoop("guest", LOG::error);
        others = new OtherVersions(context, this::resume);
        devices = new GuestDevices(xen, new ScanoutServices(context), allocators, loop, others::release, settings);
        this.context = context;
        context.addBundleListener(frameworkEnds);
        others.join(this);
        try {
            devices.start();
        } catch (RuntimeException e) {
            deactivate();
            throw e;
        }
    }

    private void resume() {
        devices.resume();
    }

    private void frameworkEnds(BundleEvent event) {
        if (event.getType() == BundleEvent.STOPPING && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
            devices.close();
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addAllocator(Allocator allocator, Map<String, Object> properties) {
        allocators.add(allocator, properties);
        devices.allocatorCame();
    }

    void removeAllocator(Allocator allocator) {
        allocators.remove(allocator);
        devices.allocatorGone(allocator.name());
    }

    /** A bad value changes nothing. */
    @Modified
    void modified(Config config) {
        try {
            devices.settings(Settings.of(config));
        } catch (IllegalArgumentException e) {
            LOG.error("{}; the settings before stay", e.getMessage());
        }
    }

    @Deactivate
    void deactivate() {
        context.removeBundleListener(frameworkEnds);
        devices.close();
        others.leave();
    }

    @Override
    public List<DisplayInfo> displays() {
        return devices.displays();
    }

    @Override
    public void release(DeviceId device) {
        devices.release(device);
    }

    @Override
    public Proof prove(String allocator) {
        return devices.prove(allocator);
    }
}
