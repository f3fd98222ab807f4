package transom.guestfb.pv.internal.fb;

import java.util.List;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice;
import transom.guestfb.RouteChoice.Refusal;

/** How a vfb's pixels get to the presenter: there is one way. */
public final class FbRoutes {

    public static final RouteChoice CHOICE = new RouteChoice(
            Route.UPLOAD,
            List.of(
                    new Refusal(
                            Route.BACK_GRANT, "vfb's pages are the guest's own; needs displif (vdispl) with be-alloc"),
                    new Refusal(Route.FRONT_EXPORT, "vfb shares frame numbers, not grants; needs displif (vdispl)"),
                    new Refusal(
                            Route.OFFER,
                            "vfb's pages are the guest's own; an HVM guest's VGA takes it, with patches/xen, patches/linux/offer and"
                                    + " patches/qemu: ./transom patches build xen, offer, qemu"),
                    new Refusal(
                            Route.USERPTR,
                            "privcmd maps frames without struct pages (VM_PFNMAP), which i915 refuses")));

    private FbRoutes() {}
}
