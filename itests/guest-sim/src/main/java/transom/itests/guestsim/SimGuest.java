package transom.itests.guestsim;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import transom.linux.EventLoop;
import transom.linux.Mapping;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.XenStore;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.control.Toolstack;
import transom.xen.store.StoreClient;

/**
 * A domain of the simulator, from inside: its memory, its store, its ports and grants. It does nothing by itself, so that
 * a test can do with it whatever a kernel could, right or wrong.
 *
 * <p><b>Owner:</b> whoever created it; closing it destroys the domain. <b>Thread:</b> any, but {@link #allocate} and
 * {@link #grant} one at a time.
 */
public final class SimGuest implements AutoCloseable {

    private static final DomId BACKEND = DomId.DOM0;

    private final SimSockets sockets;
    private final GuestControl control;
    private final EventLoop storeLoop = new EventLoop("guest-store");
    private final StoreClient store;
    private long nextGfn = 1;
    private int lastRef;

    private SimGuest(SimSockets sockets, GuestControl control, Consumer<String> storeLost) {
        this.sockets = sockets;
        this.control = control;
        storeLoop.start();
        this.store = new StoreClient("dom" + control.id(), control.openStore(), storeLoop, storeLost);
    }

    /**
     * Makes a domain.
     *
     * @param directory of the simulator's sockets
     * @param pages of memory; frame 0 is never {@linkplain #allocate allocated}
     * @param devices types that the toolstack adds, e.g. {@code vfb}
     */
    public static SimGuest create(Path directory, String name, int pages, String... devices) {
        return create(directory, name, pages, reason -> {}, devices);
    }

    /** @param storeLost told why the store is gone, on its loop: the domain was destroyed */
    public static SimGuest create(
            Path directory, String name, int pages, Consumer<String> storeLost, String... devices) {
        SimSockets sockets = new SimSockets(directory);
        GuestControl control = GuestControl.create(sockets, name, pages, List.of(devices));
        try {
            return new SimGuest(sockets, control, storeLost);
        } catch (RuntimeException e) {
            control.close();
            throw e;
        }
    }

    /** Lets the toolstack add a device. @param frontendNodes what it writes at this side, e.g. {@code be-alloc} */
    public void addDevice(String type, Map<String, String> frontendNodes) {
        try (Toolstack toolstack = Toolstack.connect(sockets)) {
            toolstack.addDevice(device(type), Map.of(), frontendNodes);
        }
    }

    public DomId id() {
        return control.id();
    }

    /** The guest's first device of this type. */
    public DeviceId device(String type) {
        return new DeviceId(id(), type, 0);
    }

    /** The store as this domain. Calls wait; not from a listener. */
    public XenStore store() {
        return store;
    }

    /** Takes pages that nobody has used yet, one after the other; the first one's frame number. */
    public long allocate(int pages) {
        long gfn = nextGfn;
        if (gfn + pages > control.memory().length() / GuestPages.PAGE_SIZE) {
            throw new IllegalStateException("out of memory: " + pages + " pages more than the "
                    + control.memory().length() / GuestPages.PAGE_SIZE + " that dom" + id() + " has");
        }
        nextGfn += pages;
        return gfn;
    }

    /** These pages of the guest; closing the view does nothing. */
    public GuestPages pages(long gfn, int count) {
        Mapping memory = control.memory();
        int start = Math.toIntExact(gfn * GuestPages.PAGE_SIZE);
        ByteBuffer view = memory.buffer().slice(start, count * GuestPages.PAGE_SIZE);
        return new GuestPages(view, () -> {});
    }

    /** A port for the backend. <b>Owner:</b> the caller. */
    public GuestControl.Port allocPort() {
        return control.allocUnbound(BACKEND);
    }

    /** The port is no more; its eventfds stay the caller's. */
    public void closePort(int port) {
        control.closePort(port);
    }

    /** Grants a page to the backend; its reference. */
    public int grant(long gfn, boolean readOnly) {
        control.grant(++lastRef, gfn, BACKEND, readOnly);
        return lastRef;
    }

    /** Takes a grant back. */
    public void endGrant(int ref) {
        control.endGrant(ref);
    }

    /** Maps pages that dom0 has granted to this domain, writable. <b>Owner:</b> the caller. */
    public GuestPages mapGrants(GrantRef[] refs) {
        return control.mapGrants(refs, true);
    }

    @Override
    public void close() {
        store.close();
        storeLoop.close();
        control.close();
    }
}
