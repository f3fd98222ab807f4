package transom.itests.badguests;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import transom.gem.Allocator;
import transom.gem.mem.internal.memfd.MemfdSource;
import transom.gem.support.Allocations;
import transom.guestfb.DisplayInfo;
import transom.guestfb.pv.internal.GuestDevices;
import transom.guestfb.pv.internal.Settings;
import transom.guestfb.pv.internal.XenServices;
import transom.guestfb.pv.internal.displ.route.DisplSettings;
import transom.guestfb.support.Allocators;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.Hypervisor;
import transom.xen.XenbusState;
import transom.xen.sim.control.LeakCheck;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.control.Toolstack;
import transom.xen.sim.internal.dom0.ControlDomain;
import transom.xen.sim.internal.machine.Simulator;
import transom.xen.store.StoreClient;

/** A simulated machine with the real backend in its dom0. */
final class Dom0 implements AutoCloseable {

    static final Limits LIMITS = new Limits(128 << 20, 16384);

    /** What a guest's display buffers may take. */
    static final int BUFFER_MIB = 64;

    private static final Settings SETTINGS =
            new Settings(LIMITS, 128, DisplSettings.of("", MemfdSource.NAME, 60, BUFFER_MIB));

    final SimSockets sockets;
    final Simulator simulator;
    final Toolstack toolstack;
    final StoreClient store;
    final TestPresenter presenter = new TestPresenter();
    final MemoryKeep keep = new MemoryKeep();
    final Allocator memory = new Allocations(new MemfdSource(), keep);
    private final EventLoop xenLoop = new EventLoop("xen");
    private final ControlDomain xen;
    private GuestDevices backend;

    Dom0(Path directory) {
        sockets = new SimSockets(directory);
        simulator = Simulator.start(sockets, Duration.ofSeconds(5));
        toolstack = Toolstack.connect(sockets);
        xenLoop.start();
        xen = ControlDomain.connect(sockets, keep);
        store = StoreClient.connect(sockets.store(), xenLoop, reason -> {});
    }

    Dom0 startBackend() {
        XenServices services =
                new XenServices(xen, store, xen.foreignMemory(), xen.grantTable(), xen.eventChannels(), keep);
        Allocators allocators = new Allocators();
        allocators.add(memory, Map.of(Allocator.NAME, memory.name(), Allocator.DMA_BUF, false));
        backend = new GuestDevices(services, presenter, allocators, new EventLoop("guest"), device -> {}, SETTINGS);
        backend.start();
        return this;
    }

    /** As a bundle's update does: guests stay connected. */
    void stopBackend() {
        backend.close();
        backend = null;
    }

    Optional<DisplayInfo> display(DeviceId device) {
        return backend.displays().stream()
                .filter(info -> info.device().equals(device))
                .findFirst();
    }

    XenbusState backendState(DeviceId device) {
        return store.read(device.backendPath(DomId.DOM0) + "/state")
                .map(XenbusState::parse)
                .orElse(XenbusState.UNKNOWN);
    }

    LeakCheck leakCheck() {
        return LeakCheck.begin(simulator::held);
    }

    /** Grants memory to a guest, and leaves it at that. */
    void share(DomId guest, int fd, int pages, String name) {
        xen.grantTable().share(guest, fd, pages, name);
    }

    /** What dom0 holds of guests, and has granted to them. */
    Hypervisor.Usage usage() {
        return xen.usage();
    }

    List<String> held() {
        return simulator.held();
    }

    @Override
    public void close() {
        if (backend != null) {
            backend.close();
        }
        store.close();
        xen.close();
        xenLoop.close();
        toolstack.close();
        simulator.close();
    }
}
