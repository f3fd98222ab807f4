package transom.guestfb.pv.internal.device;

import java.util.Optional;
import java.util.function.Consumer;
import transom.guestfb.support.Printable;
import transom.guestfb.wire.ProtocolException;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.StoreWatch;
import transom.xen.XenStore;
import transom.xen.XenbusState;

/** The nodes of one device in the store, both ends. Text of the guest is checked here. */
public final class DeviceNodes {

    private static final int SHOWN = 32;

    private final XenStore store;
    private final DomId guest;
    private final String frontend;
    private final String backend;

    public DeviceNodes(XenStore store, DeviceId device, DomId self) {
        this.store = store;
        this.guest = device.frontend();
        this.frontend = device.frontendPath();
        this.backend = BackendDirectory.backendPath(store, device, self);
    }

    StoreWatch watchFrontend(StoreWatch.Listener listener) {
        return store.watch(frontend + "/state", listener);
    }

    DeviceState read() {
        Optional<XenbusState> backendState = store.read(backend + "/state").map(XenbusState::parse);
        if (backendState.isEmpty()) {
            return DeviceState.GONE;
        }
        XenbusState frontendState =
                store.read(frontend + "/state").map(XenbusState::parse).orElse(XenbusState.UNKNOWN);
        boolean online = !store.read(backend + "/online").orElse("1").equals("0");
        return new DeviceState(true, frontendState, backendState.get(), online);
    }

    /**
     * Writes keys and state together, if the device is still as it was seen: a device that the toolstack removes
     * meanwhile is not made again, and its wish to close not written over.
     *
     * @return whether it was written; if not, a watch tells what changed
     */
    boolean move(DeviceState seen, XenbusState state, Consumer<NodeWriter> keys) {
        return store.transaction(transaction -> {
            Optional<XenbusState> now = transaction.read(backend + "/state").map(XenbusState::parse);
            if (now.isEmpty() || now.get() != seen.backend()) {
                return false;
            }
            keys.accept(new NodeWriter(transaction, backend, frontend));
            transaction.write(backend + "/state", Integer.toString(state.code()));
            return true;
        });
    }

    /** The guest's name for people: printable, at most 64 characters. */
    public String guestName() {
        return Printable.guestName(store, guest);
    }

    /** What the guest wrote under this key of its own side. */
    public Optional<String> untrusted(String key) {
        return store.read(frontend + "/" + key);
    }

    /** What the toolstack wrote under this key of our side, as a number; empty if it is none, or out of range. */
    public Optional<Integer> toolstackNumber(String key, int least, int most) {
        return store.read(backend + "/" + key)
                .filter(text -> isNumber(text, least, most))
                .map(Integer::parseInt);
    }

    /**
     * The number that the guest wrote under this key.
     *
     * @throws ProtocolException if there is none, or it is not a decimal number from {@code least} to {@code most}
     */
    public long number(String key, long least, long most) {
        String untrusted = untrusted(key).orElseThrow(() -> new ProtocolException(key + " is missing in its store"));
        if (!isNumber(untrusted, least, most)) {
            throw new ProtocolException(
                    key + " '" + Printable.of(untrusted, SHOWN) + "' must be a number from " + least + " to " + most);
        }
        return Long.parseLong(untrusted);
    }

    private static boolean isNumber(String text, long least, long most) {
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            return false;
        }
        long number = Long.parseLong(text);
        return number >= least && number <= most;
    }
}
