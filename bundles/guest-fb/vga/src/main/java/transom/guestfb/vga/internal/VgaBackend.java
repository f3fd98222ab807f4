package transom.guestfb.vga.internal;

import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
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
import transom.guestfb.vga.internal.device.VgaDevices;
import transom.guestfb.vga.internal.device.VgaServices;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** Serves the VGAs of HVM guests while there is a Xen. Leaving it leaves them as they are. */
@Component(
        service = {},
        configurationPid = VgaBackend.PID,
        immediate = true)
@Designate(ocd = VgaBackend.Config.class)
public final class VgaBackend implements GuestDisplays {

    static final String PID = "transom.guestfb.vga";

    private static final Logger LOG = LoggerFactory.getLogger(VgaBackend.class);

    /** What people may set. */
    @ObjectClassDefinition(
            name = "VGAs of HVM guests",
            description = "Where device models connect and what they may ask for")
    @interface Config {

        @AttributeDefinition(
                name = "Socket",
                description = "where device models connect (docs/protocol/vga.md): an absolute path")
        String socket() default "/run/transom/vga";

        @AttributeDefinition(
                name = "Largest framebuffer",
                description = "MiB that one guest's VGA may have, 1 to 1024; in xl's configuration it is videoram")
        int max_framebuffer_mib() default 128;

        @AttributeDefinition(name = "Most devices", description = "VGAs that are served at a time, 1 to 1024")
        int max_devices() default 64;

        @AttributeDefinition(
                name = "Allocators",
                description = "of framebuffers, in the order of preference: a comma separated list of names that"
                        + " gem:devices shows, or of drivers; empty for all that make dma-bufs")
        String allocators() default "";
    }

    private final Allocators allocators = new Allocators();
    private final VgaDevices devices;
    private final OtherVersions others;

    @Activate
    public VgaBackend(
            BundleContext context,
            Config config,
            @Reference Hypervisor hypervisor,
            @Reference XenStore store,
            @Reference Keep keep) {
        VgaServices services = new VgaServices(hypervisor, store, keep);
        Settings settings = Settings.of(config);
        EventLoop loop = new EventLoop("vga", LOG::error);
        others = new OtherVersions(context, this::resume);
        devices = new VgaDevices(services, new ScanoutServices(context), allocators, loop, others::release, settings);
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
}
