package transom.xen.sim.internal.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.StoreAccess;
import transom.xen.StorePermission;
import transom.xen.StorePermission.Access;
import transom.xen.XenbusState;

/**
 * Writes the store as libxl does: the same nodes, rights and order of states (tools/libs/light/libxl_create.c, {@code
 * libxl__domain_make}; libxl_device.c, {@code libxl__device_generic_add} and {@code
 * libxl__initiate_device_generic_remove}; libxl_vfb.c, libxl_vdispl.c).
 *
 * <p><b>Thread:</b> the simulator's loop, on which a call's writes are seen together.
 */
final class SimToolstack {

    private static final Logger LOG = LoggerFactory.getLogger(SimToolstack.class);
    private static final DomId SELF = DomId.DOM0;

    private final StoreAccess store;
    private final EventLoop loop;
    private final Duration patience;
    private final Map<String, Removal> removals = new HashMap<>();

    /** A device that is being removed, and all who wait for that. */
    private record Removal(DeviceId device, List<Consumer<Boolean>> waiting) {}

    /** @param patience how long a backend has to answer; libxl gives it 10 s */
    SimToolstack(StoreAccess store, EventLoop loop, Duration patience) {
        this.store = store;
        this.loop = loop;
        this.patience = patience;
    }

    /** What {@code vfb=['vnc=0,sdl=0']} adds at the backend's side of a device of this type. */
    static Map<String, String> usualNodes(String type) {
        Map<String, String> nodes = new LinkedHashMap<>();
        if (type.equals("vfb")) {
            nodes.put("vnc", "0");
            nodes.put("sdl", "0");
            nodes.put("opengl", "0");
        } else if (type.equals("vkbd")) {
            nodes.put("backend-type", "qemu");
        }
        return nodes;
    }

    /**
     * What {@code vdispl=['be-alloc=1,connectors=id0:640x480']} adds at the frontend's side of a device of this type
     * (libxl_vdispl.c).
     */
    static Map<String, String> usualFrontendNodes(String type) {
        Map<String, String> nodes = new LinkedHashMap<>();
        if (type.equals("vdispl")) {
            nodes.put("be-alloc", "1");
            nodes.put("0/resolution", "640x480");
            nodes.put("0/unique-id", "id0");
        }
        return nodes;
    }

    void addDomain(DomId domain, String name) {
        List<StorePermission> guestReads = permissions(SELF, domain);
        String path = "/local/domain/" + domain;
        make(path, "", guestReads);
        make(path + "/name", name, guestReads);
        make(path + "/domid", domain.toString(), guestReads);
        make(path + "/device", "", guestReads);
        make(path + "/control", "", guestReads);
        make(path + "/data", "", List.of(new StorePermission(Access.NONE, domain)));
    }

    void removeDomain(DomId domain) {
        store.remove("/local/domain/" + domain);
    }

    /** @param frontendNodes the guest reads them, and may not write them */
    void addDevice(DeviceId device, Map<String, String> backendNodes, Map<String, String> frontendNodes) {
        String front = device.frontendPath();
        String back = device.backendPath(SELF);
        DomId guest = device.frontend();
        store.remove(front);
        store.remove(back);
        make(front, "", permissions(guest, SELF));
        make(back, "", permissions(SELF, guest));
        store.write(back + "/frontend", front);
        store.write(back + "/frontend-id", guest.toString());
        store.write(back + "/online", "1");
        store.write(back + "/state", "1");
        store.write(
                back + "/domain", store.read("/local/domain/" + guest + "/name").orElse("?"));
        backendNodes.forEach((key, value) -> store.write(back + "/" + key, value));
        frontendNodes.forEach((key, value) -> make(front + "/" + key, value, permissions(SELF, guest)));
        store.write(front + "/backend", back);
        store.write(front + "/backend-id", SELF.toString());
        store.write(front + "/state", "1");
        store.write(front + "/handle", Integer.toString(device.index()));
    }

    /** The first owns the node, the second reads it. */
    private static List<StorePermission> permissions(DomId owner, DomId reader) {
        return List.of(new StorePermission(Access.NONE, owner), new StorePermission(Access.READ, reader));
    }

    private void make(String path, String value, List<StorePermission> permissions) {
        store.write(path, value);
        store.setPermissions(path, permissions);
    }

    /**
     * Asks the backend to close, waits for it and removes the nodes. A backend that never answered at all (state 1) is
     * not waited for.
     *
     * @param done told whether the backend answered in time
     */
    void removeDevice(DeviceId device, Consumer<Boolean> done) {
        String back = device.backendPath(SELF);
        String path = back + "/state";
        XenbusState state = XenbusState.parse(store.read(path).orElse(""));
        if (removals.containsKey(path)) {
            removals.get(path).waiting.add(done);
        } else if (state == XenbusState.UNKNOWN || state == XenbusState.INITIALISING || state == XenbusState.CLOSED) {
            finish(new Removal(device, List.of(done)), true);
        } else {
            Removal removal = new Removal(device, new ArrayList<>(List.of(done)));
            removals.put(path, removal);
            store.write(back + "/online", "0");
            store.write(path, Integer.toString(XenbusState.CLOSING.code()));
            loop.schedule(() -> expire(path, removal), patience.toMillis());
        }
    }

    /** To be told of every change of the store. */
    void changed(String path) {
        Removal removal = removals.get(path);
        if (removal != null
                && XenbusState.parse(store.read(path).orElse("6")) == XenbusState.CLOSED
                && removals.remove(path, removal)) {
            loop.post(() -> finish(removal, true));
        }
    }

    private void expire(String path, Removal removal) {
        if (removals.remove(path, removal)) {
            LOG.warn("toolstack: the backend of {} did not close in {}; it is removed", removal.device, patience);
            finish(removal, false);
        }
    }

    private void finish(Removal removal, boolean answered) {
        store.remove(removal.device.frontendPath());
        String back = removal.device.backendPath(SELF);
        store.remove(back);
        removeIfEmpty(back.substring(0, back.lastIndexOf('/')));
        removal.waiting.forEach(done -> done.accept(answered));
    }

    private void removeIfEmpty(String path) {
        if (store.directory(path).isEmpty()) {
            store.remove(path);
        }
    }
}
