package transom.guestfb.pv.internal;

import transom.keep.Keep;
import transom.xen.DomId;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** What the backends use. */
public record XenServices(
        Hypervisor hypervisor,
        XenStore store,
        ForeignMemory memory,
        GrantTable grants,
        EventChannels channels,
        Keep keep) {

    /** How many of them a bundle with a Xen has; the keep is another's. */
    static final int KINDS = 5;

    DomId self() {
        return hypervisor.self();
    }
}
