package transom.guestfb.pv.internal;

import java.util.List;
import org.osgi.framework.BundleContext;
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
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** Serves all guests' framebuffers and keyboards while there is a Xen. Leaving it leaves the guests connected. */
@Component(service = GuestDisplays.class, configurationPid = PvBackend.PID, immediate = true)
@Designate(ocd = PvBackend.Config.class)
public final class PvBackend implements GuestDisplays {

    static final String PID = "transom.guestfb.pv";

    private static final Logger LOG = LoggerFactory.getLogger(PvBackend.class);

    /** What people may set. */
    @ObjectClassDefinition(name = "Guest framebuffers", description = "Limits of what guests may ask for")
    @interface Config {

        @AttributeDefinition(
                name = "Largest framebuffer",
                description =
                        "MiB that one guest may share as a framebuffer, 1 to 246; new guests are told as videoram")
        int max_framebuffer_mib() default 128;

        @AttributeDefinition(
                name = "Most devices",
                description = "Framebuffers and keyboards that are served at a time, 1 to 1024")
        int max_devices() default 128;
    }

    private final GuestDevices devices;

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
        XenServices xen = new XenServices(hypervisor.self(), store, memory, grants, channels, keep);
        Settings settings = Settings.of(config);
        devices = new GuestDevices(xen, new ScanoutServices(context), new EventLoop("guest", LOG::error), settings)
                .start();
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
    }

    @Override
    public List<DisplayInfo> displays() {
        return devices.displays();
    }

    @Override
    public Proof prove(String allocator) {
        return devices.prove(allocator);
    }
}
