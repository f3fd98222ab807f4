package transom.guestfb.pv.internal;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.gem.Allocator;
import transom.gem.Fourcc;
import transom.guestfb.DisplayInfo;
import transom.guestfb.Mode;
import transom.guestfb.pv.internal.device.Device;
import transom.guestfb.pv.internal.device.DeviceBackend;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.Devices;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.pv.internal.displ.DisplBackend;
import transom.guestfb.pv.internal.displ.DisplServices;
import transom.guestfb.pv.internal.displ.memory.GuestQuotas;
import transom.guestfb.pv.internal.displ.memory.Leftovers;
import transom.guestfb.pv.internal.displ.memory.MemoryServices;
import transom.guestfb.pv.internal.displ.route.Proofs;
import transom.guestfb.pv.internal.displ.route.Routes;
import transom.guestfb.pv.internal.fb.FbBackend;
import transom.guestfb.pv.internal.kbd.GuestInput;
import transom.guestfb.pv.internal.kbd.KbdBackend;
import transom.guestfb.support.Allocators;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.linux.EventLoop;
import transom.linux.LoopTimeoutException;
import transom.xen.DeviceId;

/**
 * All displays and keyboards of all guests, on a loop of their own.
 *
 * <p><b>Thread:</b> public methods any.
 */
public final class GuestDevices implements Guests {

    private static final Logger LOG = LoggerFactory.getLogger(GuestDevices.class);

    private static final String VFB = "vfb";
    private static final String VDISPL = "vdispl";
    private static final String VKBD = "vkbd";
    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final XenServices xen;
    private final EventLoop loop;
    private final KeptConnections connections;
    private final FbBackend.Environment framebuffers;
    private final KbdBackend.Environment keyboards;
    private final DisplServices displays;
    private final Leftovers leftovers;
    private final Allocators allocators;
    private final Routes routes;
    private final Devices<DeviceBackend> devices;
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile Settings settings;

    /**
     * @param loop transferred: closed by {@link #close}; started by {@link #start}, or stepped by a test
     * @param takeOver makes whoever serves a device let go of it
     */
    public GuestDevices(
            XenServices xen,
            ScanoutRegistry registry,
            Allocators allocators,
            EventLoop loop,
            Consumer<DeviceId> takeOver,
            Settings settings) {
        this.xen = xen;
        this.loop = loop;
        this.settings = settings;
        this.connections = new KeptConnections(xen.channels(), xen.grants(), xen.keep());
        this.framebuffers = new FbBackend.Environment(
                xen.memory(), xen.channels(), connections, xen.keep(), registry, loop, () -> this.settings.limits());
        this.keyboards =
                new KbdBackend.Environment(xen.memory(), xen.grants(), xen.channels(), connections, xen.keep(), loop);
        this.allocators = allocators;
        Proofs proofs = new Proofs(xen.hypervisor(), xen.grants(), xen.keep(), Boot.id());
        this.routes = new Routes(xen.hypervisor(), xen.grants(), allocators, proofs, () -> this.settings.displays());
        MemoryServices memory = new MemoryServices(
                xen.grants(), xen.keep(), allocators, proofs, new GuestQuotas(), () -> this.settings.displays());
        this.displays =
                new DisplServices(xen.hypervisor(), xen.store(), xen.channels(), connections, memory, registry, loop);
        this.leftovers = new Leftovers(memory, xen.store());
        this.devices = new Devices<>(
                xen.store(),
                xen.self(),
                List.of(VFB, VDISPL, VKBD),
                settings.devices(),
                loop,
                this::backend,
                takeOver,
                this::forgetAbsent);
    }

    /** On the loop's own thread. */
    @Override
    public void start() {
        loop.start();
        watch();
    }

    /** Looks after devices from now on. */
    public GuestDevices watch() {
        devices.start();
        return this;
    }

    private DeviceBackend backend(DeviceId device) {
        DeviceNodes nodes = new DeviceNodes(xen.store(), device, xen.self());
        if (device.type().equals(VKBD)) {
            return new KbdBackend(device, nodes, keyboards, () -> range(device));
        }
        if (device.type().equals(VDISPL)) {
            return new DisplBackend(device, nodes, displays, connector -> input(device, connector));
        }
        GuestInput input = new GuestInput(loop, () -> keyboard(device), () -> picture(device));
        return new FbBackend(device, nodes, framebuffers, input);
    }

    /** A vfb beside it keeps the keyboard. */
    private GuestInput input(DeviceId display, int connector) {
        return new GuestInput(
                loop,
                () -> beside(display, VFB, FbBackend.class).isPresent() ? Optional.empty() : keyboard(display),
                () -> beside(display, VDISPL, DisplBackend.class).flatMap(backend -> backend.mode(connector)));
    }

    private Optional<Mode> picture(DeviceId beside) {
        return beside(beside, VFB, FbBackend.class).flatMap(FbBackend::mode);
    }

    /** What the pointer's range is made of; a display's is known before it shows something. */
    private Optional<Mode> range(DeviceId keyboard) {
        return picture(keyboard)
                .or(() -> beside(keyboard, VDISPL, DisplBackend.class)
                        .flatMap(DisplBackend::range)
                        .map(size -> new Mode(size.width(), size.height(), Fourcc.XRGB8888)));
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
        connections.retain(present);
        leftovers.sweep(present);
    }

    @Override
    public void release(DeviceId device) {
        loop.call(
                () -> {
                    devices.release(device);
                    if (devices.all().isEmpty()) {
                        empty.complete(null);
                    }
                    return null;
                },
                LIMIT);
    }

    @Override
    public void resume() {
        loop.post(devices::resume);
    }

    @Override
    public boolean awaitReleased(Duration limit) {
        if (loop.call(() -> devices.all().isEmpty(), LIMIT)) {
            return true;
        }
        try {
            empty.get(limit.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** There is another allocator, which a guest may be served with. */
    void allocatorCame() {
        loop.post(routes::prove);
    }

    /** Lets go of the buffers of an allocator that goes; they are taken over when it comes again. */
    void allocatorGone(String name) {
        try {
            loop.call(
                    () -> {
                        devices.all().stream()
                                .filter(device ->
                                        device.backend() instanceof DisplBackend display && display.uses(name))
                                .forEach(device -> device.handler().reattach());
                        return null;
                    },
                    LIMIT);
        } catch (IllegalStateException | LoopTimeoutException e) {
            LOG.debug("allocator {} goes, and the guest loop does not hear of it: {}", name, e.getMessage());
        }
    }

    /** From now on these settings; what is connected stays as it is. */
    void settings(Settings next) {
        settings = next;
        loop.post(() -> {
            devices.limit(next.devices());
            devices.all().forEach(device -> {
                if (device.backend() instanceof DisplBackend display) {
                    display.settingsChanged();
                }
            });
            routes.prove();
        });
    }

    @Override
    public List<DisplayInfo> displays() {
        return loop.call(() -> devices.all().stream().flatMap(DisplayInfos::of).toList(), LIMIT);
    }

    @Override
    public Optional<Proof> prove(String allocator) {
        Allocator found = allocators
                .find(allocator)
                .map(Allocators.Entry::allocator)
                .orElseThrow(() -> new IllegalArgumentException(
                        "no allocator '" + allocator + "'; there is: " + allocators.names()));
        return Optional.of(loop.call(() -> displays.memory().proofs().prove(found), LIMIT));
    }

    /** Ends the loop as well: whoever comes next attaches. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
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
