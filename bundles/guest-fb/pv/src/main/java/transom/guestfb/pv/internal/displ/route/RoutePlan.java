package transom.guestfb.pv.internal.displ.route;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice;
import transom.guestfb.RouteChoice.Refusal;
import transom.xen.DomainType;
import transom.xen.GrantTable.Ability;

/**
 * Which routes a guest's display can take, and why not the others. <b>Thread:</b> any; it does not change.
 */
public final class RoutePlan {

    private static final String FORBIDDEN = "the configuration (transom.guestfb.pv, routes) does not allow it";

    /** Nothing new is made. */
    public static final RoutePlan NONE = new RoutePlan();

    private final Map<Route, String> refused = new EnumMap<>(Route.class);

    /**
     * Looks at what is there, what costs most last.
     *
     * @param asked whether the toolstack wants dom0 to allocate ({@code be-alloc=1})
     * @param guest how the guest is virtualized
     * @param noAllocator why no allocator can serve; empty if one can
     */
    public static RoutePlan of(
            DisplSettings settings,
            boolean asked,
            DomainType guest,
            Ability sharing,
            Ability exporting,
            Supplier<Optional<String>> noAllocator) {
        RoutePlan plan = new RoutePlan();
        if (!settings.routes().contains(Route.BACK_GRANT)) {
            plan.refuse(Route.BACK_GRANT, FORBIDDEN);
        } else if (!asked) {
            plan.refuse(Route.BACK_GRANT, "the guest allocates; set be-alloc=1 in its vdispl");
        } else if (guest == DomainType.PV) {
            plan.refuse(Route.BACK_GRANT, "a PV guest may not map foreign pages in user space; make it PVH");
        } else if (!sharing.possible()) {
            plan.refuse(Route.BACK_GRANT, sharing.reason());
        } else {
            noAllocator.get().ifPresent(reason -> plan.refuse(Route.BACK_GRANT, reason));
        }
        if (!settings.routes().contains(Route.FRONT_EXPORT)) {
            plan.refuse(Route.FRONT_EXPORT, FORBIDDEN);
        } else if (!exporting.possible()) {
            plan.refuse(Route.FRONT_EXPORT, exporting.reason());
        }
        plan.refuse(
                Route.OFFER, "is for framebuffers that are frames of the guest; needs patches of Linux, Xen and QEMU");
        plan.refuse(Route.USERPTR, "grants are mapped without what i915 needs of pages (VM_MIXEDMAP)");
        if (!settings.routes().contains(Route.UPLOAD)) {
            plan.refuse(Route.UPLOAD, FORBIDDEN);
        }
        return plan;
    }

    private void refuse(Route route, String reason) {
        refused.put(route, reason);
    }

    /** Why this route cannot be taken; empty if it can. */
    public Optional<String> refusal(Route route) {
        return Optional.ofNullable(refused.get(route));
    }

    public boolean allows(Route route) {
        return !refused.containsKey(route);
    }

    /** The best one that can be taken. */
    public RouteChoice best() {
        for (Route route : Route.values()) {
            if (allows(route)) {
                return choice(route, List.of());
            }
        }
        return choice(Route.UPLOAD, List.of());
    }

    /**
     * A route that was taken.
     *
     * @param found what was refused at run time, though it could be taken
     */
    public RouteChoice choice(Route taken, List<Refusal> found) {
        List<Refusal> above = new ArrayList<>();
        for (Route route : Route.values()) {
            if (route.compareTo(taken) >= 0) {
                break;
            }
            String atRunTime = found.stream()
                    .filter(refusal -> refusal.route() == route)
                    .map(Refusal::reason)
                    .findFirst()
                    .orElse(null);
            String reason = refusal(route).orElse(atRunTime);
            above.add(new Refusal(route, reason == null ? "it is not what this buffer was made for" : reason));
        }
        return new RouteChoice(taken, above);
    }
}
