package transom.guestfb.pv.internal.displ.memory;

import java.util.function.Supplier;
import transom.guestfb.pv.internal.displ.route.DisplSettings;
import transom.guestfb.pv.internal.displ.route.Proofs;
import transom.guestfb.support.Allocators;
import transom.keep.Keep;
import transom.xen.GrantTable;

/** What display buffers are made with. */
public record MemoryServices(
        GrantTable grants,
        Keep keep,
        Allocators allocators,
        Proofs proofs,
        GuestQuotas quotas,
        Supplier<DisplSettings> settings) {}
