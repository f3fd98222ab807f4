package transom.guestfb.pv.internal.displ.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice.Refusal;
import transom.xen.DomainType;
import transom.xen.GrantTable.Ability;

class RoutePlanTest {

    private static final Ability YES = new Ability(true, "by the kernel");
    private static final Ability NO = new Ability(false, "the kernel has no such call; install our module");

    private static RoutePlan plan(String routes, boolean asked, DomainType guest, Ability sharing, String noAllocator) {
        return RoutePlan.of(
                DisplSettings.of(routes, "", 60, 64),
                asked,
                guest,
                sharing,
                NO,
                () -> Optional.ofNullable(noAllocator));
    }

    private static String refusal(RoutePlan plan) {
        return plan.refusal(Route.BACK_GRANT).orElse("");
    }

    @Test
    void dom0sMemoryIsTheBest() {
        RoutePlan plan = plan("", true, DomainType.PVH, YES, null);
        assertThat(plan.best().chosen()).isEqualTo(Route.BACK_GRANT);
        assertThat(plan.best().refused()).isEmpty();
    }

    @Test
    void eachThingThatIsMissingIsTheReason() {
        assertThat(refusal(plan("upload", true, DomainType.PVH, YES, null))).contains("routes");
        assertThat(refusal(plan("", false, DomainType.PVH, YES, null))).contains("be-alloc=1");
        assertThat(refusal(plan("", true, DomainType.PV, YES, null))).contains("PV guest");
        assertThat(refusal(plan("", true, DomainType.PVH, NO, null))).isEqualTo(NO.reason());
        assertThat(refusal(plan("", true, DomainType.PVH, YES, "vgem: bounced")))
                .isEqualTo("vgem: bounced");
    }

    @Test
    void aRouteSaysWhyNotEachOneAboveIt() {
        RoutePlan plan = plan("", false, DomainType.PVH, YES, null);
        assertThat(plan.best().chosen()).isEqualTo(Route.UPLOAD);
        assertThat(plan.best().refused())
                .extracting(Refusal::route)
                .containsExactly(Route.BACK_GRANT, Route.FRONT_EXPORT, Route.OFFER, Route.USERPTR);
        assertThat(plan.best().refused().get(1).reason()).isEqualTo(NO.reason());
    }

    @Test
    void whatFailedAtRunTimeIsSaidToo() {
        RoutePlan plan = RoutePlan.of(DisplSettings.DEFAULT, false, DomainType.PVH, YES, YES, Optional::empty);
        assertThat(plan.choice(Route.UPLOAD, List.of(new Refusal(Route.FRONT_EXPORT, "no memory")))
                        .refused())
                .contains(new Refusal(Route.FRONT_EXPORT, "no memory"));
    }
}
