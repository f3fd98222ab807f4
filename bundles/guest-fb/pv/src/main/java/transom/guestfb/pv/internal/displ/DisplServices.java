package transom.guestfb.pv.internal.displ;

import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.pv.internal.displ.memory.MemoryServices;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.linux.EventLoop;
import transom.xen.EventChannels;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/** What displays need of their surroundings. */
public record DisplServices(
        Hypervisor hypervisor,
        XenStore store,
        EventChannels channels,
        KeptConnections connections,
        MemoryServices memory,
        ScanoutRegistry registry,
        EventLoop loop) {}
