package transom.guestfb.pv.internal.device;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.XenStore;

/** Where the toolstack puts the devices that this domain is to serve: {@code backend/TYPE/DOMAIN/INDEX}. */
record BackendDirectory(DomId self, List<String> types) {

    String path(String type) {
        return "/local/domain/" + self + "/backend/" + type;
    }

    /** The devices that are there, without those of dead domains: the toolstack may be late, or gone. */
    Set<DeviceId> list(XenStore store) {
        Set<DeviceId> found = new TreeSet<>();
        for (String type : types) {
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
        for (String type : types) {
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
            return Optional.of(new DeviceId(DomId.parse(domain), type, Integer.parseInt(index)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
