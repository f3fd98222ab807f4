package transom.itests.guestsim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.StoreWatch;
import transom.xen.XenStore;
import transom.xen.XenStoreException;
import transom.xen.XenbusState;

/**
 * A display frontend that goes through its states as Linux's xen-drm-front does (drivers/gpu/drm/xen/xen_drm_front.c,
 * {@code displback_changed}): rings are offered when the backend says InitWait, and again after it has left Connected.
 *
 * <p><b>Owner:</b> whoever made it. <b>Thread:</b> the guest's loop.
 */
public final class DisplFront implements AutoCloseable {

    private static final int MAX_CONNECTORS = 16;

    private final SimGuest guest;
    private final EventLoop loop;
    private final Driver driver;
    private final XenStore store;
    private final String path;
    private final String backend;
    private final StoreWatch watch;
    private final List<Long> ringGfns = new ArrayList<>();
    private List<DisplConnector> connectors = List.of();
    private boolean backendAllocates;
    private XenbusState state = XenbusState.INITIALISING;
    private XenbusState backendState = XenbusState.UNKNOWN;

    /** Who uses the connectors. */
    public interface Driver {

        /** The connectors may be used. */
        void connected(DisplFront front);

        /** The connectors and all buffers are no more. */
        void disconnected();
    }

    /** Waits for the backend. */
    public DisplFront(SimGuest guest, EventLoop loop, Driver driver) {
        this.guest = guest;
        this.loop = loop;
        this.driver = driver;
        this.store = guest.store();
        DeviceId device = guest.device("vdispl");
        this.path = device.frontendPath();
        this.backend = store.read(path + "/backend")
                .orElseThrow(() -> new IllegalStateException("no device " + device + ": " + path + " is not there"));
        this.watch = store.watch(backend + "/state", changed -> loop.post(this::backendChanged));
    }

    private void backendChanged() {
        backendState = XenbusState.parse(store.read(backend + "/state").orElse(""));
        switch (backendState) {
            case INITIALISING -> disconnect(XenbusState.INITIALISING);
            case INIT_WAIT -> {
                disconnect(XenbusState.INITIALISING);
                initialise();
            }
            case CONNECTED -> connect();
            case CLOSED, UNKNOWN -> disconnect(XenbusState.CLOSED);
            default -> {}
        }
    }

    private void initialise() {
        backendAllocates = store.read(path + "/be-alloc").orElse("").equals("1");
        Map<String, String> nodes = new LinkedHashMap<>();
        List<DisplConnector> made = new ArrayList<>();
        while (made.size() < MAX_CONNECTORS
                && store.read(path + "/" + made.size() + "/resolution").isPresent()) {
            DisplConnector connector = new DisplConnector(guest, loop, made.size(), ringGfn(made.size()));
            connector.describe(nodes);
            made.add(connector);
        }
        connectors = List.copyOf(made);
        store.transaction(transaction -> {
            nodes.forEach((key, value) -> transaction.write(path + "/" + key, value));
            return null;
        });
        switchTo(XenbusState.INITIALISED);
    }

    /** Used again at every connection. */
    private long ringGfn(int index) {
        if (ringGfns.size() == index) {
            ringGfns.add(guest.allocate(2));
        }
        return ringGfns.get(index);
    }

    private void connect() {
        if (state == XenbusState.INITIALISED) {
            switchTo(XenbusState.CONNECTED);
            driver.connected(this);
        }
    }

    /** Lets go of it all. Linux waits in Reconfiguring for its last client; here that goes at once. */
    private void disconnect(XenbusState next) {
        if (state == XenbusState.CONNECTED) {
            switchTo(XenbusState.RECONFIGURING);
            driver.disconnected();
        }
        connectors.forEach(DisplConnector::close);
        connectors = List.of();
        switchTo(next);
    }

    /** Writes the state if it is another one; a device that the toolstack has removed keeps none. */
    private void switchTo(XenbusState wanted) {
        if (state != wanted) {
            try {
                store.write(path + "/state", Integer.toString(wanted.code()));
            } catch (XenStoreException removed) {
                return;
            }
            state = wanted;
        }
    }

    /** The first takes what is not a connector's own: buffers and framebuffers. */
    public List<DisplConnector> connectors() {
        return connectors;
    }

    /** Whether the toolstack, or the backend in its place, said that buffers come from the backend. */
    public boolean backendAllocates() {
        return backendAllocates;
    }

    public XenbusState state() {
        return state;
    }

    public XenbusState backendState() {
        return backendState;
    }

    @Override
    public void close() {
        watch.close();
        connectors.forEach(DisplConnector::close);
        connectors = List.of();
    }
}
