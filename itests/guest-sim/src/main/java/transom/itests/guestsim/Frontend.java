package transom.itests.guestsim;

import java.util.Map;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.StoreWatch;
import transom.xen.XenStore;
import transom.xen.XenStoreException;
import transom.xen.XenbusState;

/**
 * What Linux's xenbus does for every frontend driver: it follows the backend's state and switches its own.
 *
 * <p><b>Thread:</b> the guest's loop.
 */
final class Frontend implements AutoCloseable {

    private final DeviceId device;
    private final XenStore store;
    private final String path;
    private final String backend;
    private final Driver driver;
    private final StoreWatch watch;
    private XenbusState state = XenbusState.INITIALISING;
    private XenbusState backendState = XenbusState.UNKNOWN;

    /** A driver's part. */
    interface Driver {

        /** The backend's features can be read; the frontend's state is not Connected yet. */
        void backendReady();

        /** The backend is ready to be used: what it offers can be read. */
        void connected();

        /** The backend is not there any more; pages and port stay as they are. */
        void disconnected();
    }

    /**
     * Publishes what the backend needs, in one transaction, and then the state Initialised: without waiting for the
     * backend, as xenfb_probe and xenkbd_probe do.
     */
    Frontend(SimGuest guest, DeviceId device, Map<String, String> keys, EventLoop loop, Driver driver) {
        this.device = device;
        this.store = guest.store();
        this.path = device.frontendPath();
        this.driver = driver;
        this.backend = store.read(path + "/backend")
                .orElseThrow(() -> new IllegalStateException("no device " + device + ": " + path + " is not there"));
        store.transaction(transaction -> {
            keys.forEach((key, value) -> transaction.write(path + "/" + key, value));
            return null;
        });
        switchTo(XenbusState.INITIALISED);
        watch = store.watch(backend + "/state", changed -> loop.post(this::backendChanged));
    }

    private void backendChanged() {
        backendState = XenbusState.parse(store.read(backend + "/state").orElse(""));
        switch (backendState) {
            case INIT_WAIT -> connect();
            case CONNECTED -> {
                connect();
                driver.connected();
            }
            case CLOSING, CLOSED -> {
                switchTo(XenbusState.CLOSED);
                driver.disconnected();
            }
            default -> {}
        }
    }

    private void connect() {
        if (state != XenbusState.CONNECTED) {
            driver.backendReady();
            switchTo(XenbusState.CONNECTED);
        }
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

    /** What the backend offers; 0 if it does not say. */
    int backendNumber(String key) {
        String text = store.read(backend + "/" + key).orElse("0").trim();
        return text.matches("-?[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    void write(String key, String value) {
        store.write(path + "/" + key, value);
    }

    DeviceId device() {
        return device;
    }

    XenbusState state() {
        return state;
    }

    XenbusState backendState() {
        return backendState;
    }

    @Override
    public void close() {
        watch.close();
    }
}
