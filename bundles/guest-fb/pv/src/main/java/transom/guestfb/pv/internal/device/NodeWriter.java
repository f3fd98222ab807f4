package transom.guestfb.pv.internal.device;

import transom.xen.StoreAccess;

/** Writes keys of a device's backend directory, together with its state. */
public final class NodeWriter {

    private final StoreAccess store;
    private final String directory;
    private final String frontend;

    /** @param frontend the directory of the device's other end */
    NodeWriter(StoreAccess store, String directory, String frontend) {
        this.store = store;
        this.directory = directory;
        this.frontend = frontend;
    }

    /** Writes into the frontend's directory, which the toolstack has made. */
    NodeWriter frontend() {
        return new NodeWriter(store, frontend, directory);
    }

    public void set(String key, String value) {
        store.write(directory + "/" + key, value);
    }

    /** Writes the key unless the toolstack, or a backend before this one, has. */
    public void setDefault(String key, String value) {
        if (store.read(directory + "/" + key).isEmpty()) {
            set(key, value);
        }
    }
}
