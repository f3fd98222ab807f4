package transom.guestfb.vga.internal.device;

import transom.keep.Keep;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** What VGAs are served with. */
public record VgaServices(Hypervisor hypervisor, XenStore store, Keep keep) {}
