package transom.guestfb.pv.internal.device;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.StoreWatch;
import transom.xen.XenException;
import transom.xen.XenStore;

/**
 * Finds the devices that the toolstack puts into our backend directories and looks after each until it has gone.
 *
 * <p>A watch only says that something changed: all state is read again, and what changes many times before that is read
 * once. <b>Thread:</b> the guest loop.
 *
 * @param <B> what speaks the protocols
 */
public final class Devices<B extends DeviceBackend> {

    private static final Logger LOG = LoggerFactory.getLogger(Devices.class);

    private final XenStore store;
    private final DomId self;
    private final List<String> types;
    private final BackendDirectory directory;
    private final EventLoop loop;
    private final Function<DeviceId, B> backends;
    private final Consumer<DeviceId> takeOver;
    private final Consumer<Set<DeviceId>> whenListed;
    private final AtomicBoolean listPosted = new AtomicBoolean();
    private final List<StoreWatch> watches = new ArrayList<>();
    private final Map<DeviceId, Device<B>> devices = new ConcurrentSkipListMap<>();
    private final Set<DeviceId> refused = new TreeSet<>();

    /** Somebody else serves them. */
    private final Set<DeviceId> released = new TreeSet<>();

    private final Deque<Device<B>> due = new ArrayDeque<>();
    private int limit;
    private boolean ended;

    /**
     * @param types device types that are served, the most urgent first
     * @param limit most devices at a time
     * @param backends makes what speaks a device's protocol
     * @param takeOver called once before a device is served: makes whoever serves it let go of it
     * @param whenListed told which devices there are, when those that have gone were let go of
     */
    public Devices(
            XenStore store,
            DomId self,
            List<String> types,
            int limit,
            EventLoop loop,
            Function<DeviceId, B> backends,
            Consumer<DeviceId> takeOver,
            Consumer<Set<DeviceId>> whenListed) {
        this.store = store;
        this.self = self;
        this.types = types;
        this.directory = new BackendDirectory(self, types);
        this.limit = limit;
        this.loop = loop;
        this.backends = backends;
        this.takeOver = takeOver;
        this.whenListed = whenListed;
    }

    /** Begins to look after devices. */
    public void start() {
        for (String type : directory.names()) {
            watches.add(store.watch(directory.path(type), this::nodesChanged));
        }
        watches.add(store.watch("@introduceDomain", path -> listSoon()));
        watches.add(store.watch("@releaseDomain", path -> listSoon()));
    }

    /** Most changes are within one device, and cost the others nothing. <b>Thread:</b> any. */
    private void nodesChanged(String path) {
        Device<B> device = directory.deviceAt(path).map(devices::get).orElse(null);
        if (device != null) {
            device.changed();
        } else {
            listSoon();
        }
    }

    /** <b>Thread:</b> any. */
    private void listSoon() {
        if (listPosted.compareAndSet(false, true)) {
            loop.post(this::list);
        }
    }

    private void list() {
        listPosted.set(false);
        if (ended) {
            return;
        }
        try {
            Set<DeviceId> present = directory.list(store);
            devices.values().stream()
                    .filter(device -> !present.contains(device.id()))
                    .forEach(this::drop);
            whenListed.accept(present);
            refused.retainAll(present);
            released.retainAll(present);
            // In the order in which they are looked at first: nobody waits for a keyboard's attaching.
            present.stream().sorted(byUrgency()).forEach(this::add);
        } catch (XenException e) {
            LOG.warn("cannot list devices: {}", e.getMessage());
        }
        devices.keySet().stream().sorted(byUrgency()).map(devices::get).forEach(due::add);
        loop.post(this::lookAtNext);
    }

    private Comparator<DeviceId> byUrgency() {
        return Comparator.comparingInt(id -> types.indexOf(id.type()));
    }

    /** One in a turn: guests that are served already, and people, do not wait for all others. */
    private void lookAtNext() {
        Device<B> next = due.poll();
        if (next != null) {
            look(next);
            loop.post(this::lookAtNext);
        }
    }

    private void add(DeviceId id) {
        if (devices.containsKey(id) || released.contains(id)) {
            return;
        }
        if (devices.size() >= limit) {
            if (refused.add(id)) {
                LOG.warn("{}: not served: max.devices is {}", id, limit);
            }
            return;
        }
        refused.remove(id);
        DeviceNodes nodes = new DeviceNodes(store, id, self);
        B backend = backends.apply(id);
        FrontendHandler handler = new FrontendHandler(id, nodes, backend, loop, () -> takeOver.accept(id));
        Device<B> device = new Device<>(id, handler, backend, loop, this::look);
        device.watch(nodes.watchFrontend(path -> device.changed()));
        devices.put(id, device);
    }

    private void look(Device<B> device) {
        if (devices.get(device.id()) != device) {
            return;
        }
        if (!device.handler().check()) {
            drop(device);
        }
    }

    /** Leaves a device to somebody else: nothing is written, its guest draws on. */
    public void release(DeviceId id) {
        released.add(id);
        Device<B> device = devices.remove(id);
        if (device != null) {
            device.endWatch();
            device.handler().detach();
        }
    }

    /** Nobody else serves a device any more. */
    public void resume() {
        released.clear();
        listSoon();
    }

    private void drop(Device<B> device) {
        devices.remove(device.id());
        device.endWatch();
        device.handler().close();
        LOG.info("{}: gone", device.id());
        if (!refused.isEmpty()) {
            listSoon();
        }
    }

    /** Leaves all devices as they are: nothing is written, guests draw on. */
    public void detach() {
        ended = true;
        watches.forEach(StoreWatch::close);
        for (Device<B> device : devices.values()) {
            device.endWatch();
            device.handler().detach();
        }
        devices.clear();
    }

    /** From now on at most so many devices; those that are here stay. */
    public void limit(int most) {
        limit = most;
        listSoon();
    }

    /** The device, if it is here. */
    public Optional<Device<B>> find(DeviceId id) {
        return Optional.ofNullable(devices.get(id));
    }

    /** All devices, by id. */
    public List<Device<B>> all() {
        return List.copyOf(devices.values());
    }
}
