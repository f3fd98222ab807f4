package transom.xen.dev.internal;

import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import transom.xen.DomId;
import transom.xen.DomainType;

/**
 * How domains are virtualized: this one by what the kernel says (/sys/hypervisor/guest_type, drivers/xen/sys-hypervisor.c),
 * others by what libxl wrote when it made them (libxl_create.c: {@code /libxl/ID/type}).
 */
final class DomainTypes {

    private final Optional<String> own;
    private final Function<String, Optional<String>> store;

    /**
     * @param own the kernel's word
     * @param store reads a node
     */
    DomainTypes(Optional<String> own, Function<String, Optional<String>> store) {
        this.own = own;
        this.store = store;
    }

    DomainType of(DomId domain) {
        Optional<String> word = domain.equals(DomId.DOM0) ? own : store.apply("/libxl/" + domain + "/type");
        return switch (word.orElse("").toLowerCase(Locale.ROOT)) {
            case "pv" -> DomainType.PV;
            case "pvh" -> DomainType.PVH;
            case "hvm" -> DomainType.HVM;
            default -> DomainType.UNKNOWN;
        };
    }
}
