package transom.itests.framecheck.internal;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import transom.guestfb.Scanout;
import transom.itests.framecheck.internal.check.FrameChecker;

/** Gives every {@link Scanout} of a displif device to the checker. */
@Component(service = FrameCheck.class, immediate = true)
public final class FrameCheck {

    private final FrameChecker checker = new FrameChecker();

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            target = "(" + Scanout.DEVICE + "=*/vdispl*)")
    void addScanout(Scanout scanout) {
        checker.add(scanout);
    }

    void removeScanout(Scanout scanout) {
        checker.remove(scanout);
    }

    public FrameChecker checker() {
        return checker;
    }

    @Deactivate
    void deactivate() {
        checker.close();
    }
}
