package transom.xen;

/**
 * A paravirtual device: {@code type} is xenbus's word for it, e.g. {@code vfb}; {@code index} counts a domain's devices
 * of a type.
 */
public record DeviceId(DomId frontend, String type, int index) implements Comparable<DeviceId> {

    public DeviceId {
        if (!type.matches("[a-z0-9_]{1,32}")) {
            throw new IllegalArgumentException("device type '" + type + "' must be 1..32 of a-z, 0-9, _");
        }
        if (index < 0) {
            throw new IllegalArgumentException("device index " + index + " must not be negative");
        }
    }

    /** Where the guest keeps its side in the store (docs/misc/xenstore-paths). */
    public String frontendPath() {
        return "/local/domain/" + frontend + "/device/" + type + "/" + index;
    }

    /** Where the backend, which runs in {@code backend}, keeps its side in the store. */
    public String backendPath(DomId backend) {
        return "/local/domain/" + backend + "/backend/" + type + "/" + frontend + "/" + index;
    }

    @Override
    public int compareTo(DeviceId other) {
        int order = frontend.compareTo(other.frontend);
        order = order != 0 ? order : type.compareTo(other.type);
        return order != 0 ? order : Integer.compare(index, other.index);
    }

    @Override
    public String toString() {
        return "dom" + frontend + "/" + type + index;
    }
}
