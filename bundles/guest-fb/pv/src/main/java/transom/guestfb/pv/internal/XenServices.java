package transom.guestfb.pv.internal;

import transom.keep.Keep;
import transom.xen.DomId;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.XenStore;

/** What the backends use. */
public record XenServices(
        DomId self, XenStore store, ForeignMemory memory, GrantTable grants, EventChannels channels, Keep keep) {}
