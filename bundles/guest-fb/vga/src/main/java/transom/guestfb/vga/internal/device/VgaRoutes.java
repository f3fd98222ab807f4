package transom.guestfb.vga.internal.device;

import java.util.List;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice;
import transom.guestfb.RouteChoice.Refusal;

/** How a VGA's pixels get to the presenter: there is one way. */
final class VgaRoutes {

    static final RouteChoice CHOICE = new RouteChoice(
            Route.OFFER,
            List.of(
                    new Refusal(
                            Route.BACK_GRANT, "a VGA's driver knows no grants; needs displif (vdispl) with be-alloc"),
                    new Refusal(Route.FRONT_EXPORT, "a VGA's driver knows no grants; needs displif (vdispl)")));

    private VgaRoutes() {}
}
