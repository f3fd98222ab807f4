package transom.guestfb.pv.internal.device;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.XenStore;

/**
 * Where the toolstack puts the devices that this domain is to serve: {@code backend/TYPE/DOMAIN/INDEX}.
 *
 * <p>A keyboard that is no part of a vfb may lie under {@code vinput} instead: libxl does that for a vkb line with a
 * backend-type (tools/libs/light/libxl_vkb.c, {@code libxl__device_from_vkb}). Its other end is a vkbd all the same.
 */
record BackendDirectory(DomId self, List<String> types) {

    private static final String VKBD = "vkbd";
    private static final String VINPUT = "vinput";

    /** The directories to look into. */
    List<String> names() {
        List<String> names = new ArrayList<>(types);
        if (types.contains(VKBD)) {
            names.add(VINPUT);
        }
        return names;
    }

    /** Where our end of a device is. */
    static String backendPath(XenStore store, DeviceId device, DomId self) {
        String usual = device.backendPath(self);
        if (!device.type().equals(VKBD) || store.read(usual + "/state").isPresent()) {
            return usual;
        }
        String other = new DeviceId(device.frontend(), VINPUT, device.index()).backendPath(self);
        return store.read(other + "/state").isPresent() ? other : usual;
    }

    String path(String type) {
        return "/local/domain/" + self + "/backend/" + type;
    }

    /** The devices that are there, without those of dead domains: the toolstack may be late, or gone. */
    Set<DeviceId> list(XenStore store) {
        Set<DeviceId> found = new TreeSet<>();
        for (String type : names()) {
            for (String domain : store.directory(path(type))) {
                if (!lives(store, domain)) {
                    continue;
                }
                for (String index : store.directory(path(type) + "/" + domain)) {
                    device(type, domain, index).ifPresent(found::add);
                }
            }
        }
        return found;
    }

    private static boolean lives(XenStore store, String domain) {
        try {
            return store.isIntroduced(DomId.parse(domain));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** The device at or above this path; empty if the path is above all devices. */
    Optional<DeviceId> deviceAt(String path) {
        for (String type : names()) {
            String prefix = path(type) + "/";
            String[] rest =
                    path.startsWith(prefix) ? path.substring(prefix.length()).split("/") : new String[0];
            if (rest.length >= 2) {
                return device(type, rest[0], rest[1]);
            }
        }
        return Optional.empty();
    }

    private static Optional<DeviceId> device(String type, String domain, String index) {
        try {
            return Optional.of(
                    new DeviceId(DomId.parse(domain), type.equals(VINPUT) ? VKBD : type, Integer.parseInt(index)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
