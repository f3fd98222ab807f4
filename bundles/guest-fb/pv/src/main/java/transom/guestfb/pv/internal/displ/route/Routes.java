package transom.guestfb.pv.internal.displ.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import transom.guestfb.GuestDisplays.Proof;
import transom.guestfb.Route;
import transom.guestfb.support.Allocators;
import transom.xen.DomId;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;

/** Plans which routes a guest's display can take on this machine now. <b>Thread:</b> the guest loop. */
public final class Routes {

    private final Hypervisor hypervisor;
    private final GrantTable grants;
    private final Allocators allocators;
    private final Proofs proofs;
    private final Supplier<DisplSettings> settings;

    public Routes(
            Hypervisor hypervisor,
            GrantTable grants,
            Allocators allocators,
            Proofs proofs,
            Supplier<DisplSettings> settings) {
        this.hypervisor = hypervisor;
        this.grants = grants;
        this.allocators = allocators;
        this.proofs = proofs;
        this.settings = settings;
    }

    /** @param asked whether the toolstack wants dom0 to allocate */
    public RoutePlan plan(DomId guest, boolean asked) {
        return RoutePlan.of(
                settings.get(), asked, hypervisor.type(guest), grants.sharing(), grants.exporting(), this::noAllocator);
    }

    /** Whether there are allocators to choose from. */
    public boolean hasAllocators() {
        return !allocators.inOrder(settings.get().allocators()).isEmpty();
    }

    /** Proves what a guest would be served with, before there is one: libxl waits 10 s for our first state, and no more. */
    public void prove() {
        if (settings.get().routes().contains(Route.BACK_GRANT)
                && grants.sharing().possible()) {
            noAllocator();
        }
    }

    private Optional<String> noAllocator() {
        List<String> reasons = new ArrayList<>();
        for (Allocators.Entry entry : allocators.inOrder(settings.get().allocators())) {
            Proof proof = proofs.of(entry.allocator());
            if (proof.grantable()) {
                return Optional.empty();
            }
            reasons.add(entry.name() + ": " + proof.reason());
        }
        return Optional.of(
                reasons.isEmpty()
                        ? "no allocator makes dma-bufs here (there is: " + allocators.names() + ")"
                        : String.join("; ", reasons));
    }
}
