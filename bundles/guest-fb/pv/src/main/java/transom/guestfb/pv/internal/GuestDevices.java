package transom.guestfb.pv.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.guestfb.Mode;
import transom.guestfb.pv.internal.device.Device;
import transom.guestfb.pv.internal.device.DeviceBackend;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.Devices;
import transom.guestfb.pv.internal.fb.FbBackend;
import transom.guestfb.pv.internal.fb.FbRoutes;
import transom.guestfb.pv.internal.fb.ScanoutRegistry;
import transom.guestfb.pv.internal.kbd.GuestInput;
import transom.guestfb.pv.internal.kbd.KbdBackend;
import transom.linux.EventLoop;
import transom.xen.DeviceId;

/**
 * All framebuffers and keyboards of all guests, on a loop of their own.
 *
 * <p><b>Thread:</b> public methods any.
 */
public final class GuestDevices implements GuestDisplays, AutoCloseable {

    private static final String VFB = "vfb";
    private static final String VKBD = "vkbd";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final XenServices xen;
    private final EventLoop loop;
    private final FbBackend.Environment framebuffers;
    private final KbdBackend.Environment keyboards;
    private final Devices<DeviceBackend> devices;
    private volatile Settings settings;

    /** @param loop transferred: closed by {@link #close}; started by {@link #start}, or stepped by a test */
    public GuestDevices(XenServices xen, ScanoutRegistry registry, EventLoop loop, Settings settings) {
        this.xen = xen;
        this.loop = loop;
        this.settings = settings;
        this.framebuffers = new FbBackend.Environment(
                xen.memory(), xen.channels(), xen.keep(), registry, loop, () -> this.settings.limits());
        this.keyboards = new KbdBackend.Environment(xen.memory(), xen.grants(), xen.channels(), xen.keep(), loop);
        this.devices = new Devices<>(
                xen.store(),
                xen.self(),
                List.of(VFB, VKBD),
                settings.devices(),
                loop,
                this::backend,
                this::forgetAbsent);
    }

    /** Looks after devices from now on, on the loop's own thread. */
    public GuestDevices start() {
        loop.start();
        try {
            return watch();
        } catch (RuntimeException e) {
            close();
            throw e;
        }
    }

    /** Looks after devices from now on. */
    public GuestDevices watch() {
        devices.start();
        return this;
    }

    private DeviceBackend backend(DeviceId device) {
        DeviceNodes nodes = new DeviceNodes(xen.store(), device, xen.self());
        if (device.type().equals(VKBD)) {
            return new KbdBackend(device, nodes, keyboards, () -> picture(device));
        }
        GuestInput input = new GuestInput(loop, () -> keyboard(device), () -> picture(device));
        return new FbBackend(device, nodes, framebuffers, input);
    }

    private Optional<Mode> picture(DeviceId beside) {
        return beside(beside, VFB, FbBackend.class).flatMap(FbBackend::mode);
    }

    private Optional<KbdBackend> keyboard(DeviceId beside) {
        return beside(beside, VKBD, KbdBackend.class);
    }

    private <B> Optional<B> beside(DeviceId device, String type, Class<B> backend) {
        return devices.find(new DeviceId(device.frontend(), type, device.index()))
                .map(Device::backend)
                .map(backend::cast);
    }

    private void forgetAbsent(Set<DeviceId> present) {
        FbBackend.retain(xen.keep(), present);
        KbdBackend.retain(xen.keep(), present);
    }

    /** From now on these settings; what is connected stays as it is. */
    void settings(Settings next) {
        settings = next;
        loop.post(() -> devices.limit(next.devices()));
    }

    @Override
    public List<DisplayInfo> displays() {
        return loop.call(
                () -> devices.all().stream()
                        .filter(device -> device.backend() instanceof FbBackend)
                        .map(GuestDevices::info)
                        .toList(),
                LIMIT);
    }

    @Override
    public Proof prove(String allocator) {
        throw new IllegalArgumentException("no allocator '" + allocator + "'");
    }

    private static DisplayInfo info(Device<DeviceBackend> device) {
        FbBackend backend = (FbBackend) device.backend();
        return new DisplayInfo(
                device.id(),
                0,
                backend.guestName(),
                device.id().type(),
                device.handler().frontend(),
                device.handler().backend(),
                backend.mode(),
                FbRoutes.CHOICE,
                backend.counters(),
                device.handler().fault());
    }

    /** Leaves all guests as they are and ends the loop: whoever comes next attaches. */
    @Override
    public void close() {
        try {
            loop.call(
                    () -> {
                        devices.detach();
                        return null;
                    },
                    LIMIT);
        } finally {
            loop.close();
        }
    }
}
