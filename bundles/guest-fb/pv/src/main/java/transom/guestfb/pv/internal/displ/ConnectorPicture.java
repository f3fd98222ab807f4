package transom.guestfb.pv.internal.displ;

import java.util.function.Supplier;
import transom.guestfb.Mode;
import transom.guestfb.pv.internal.displ.memory.Framebuffer;
import transom.guestfb.support.scanout.GuestScanout;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.guestfb.support.scanout.ScanoutRegistry.Registration;

/** What a connector shows: a scanout that presenters find while there is something. <b>Thread:</b> the guest loop. */
final class ConnectorPicture {

    private final ScanoutRegistry registry;
    private final Supplier<GuestScanout> scanouts;
    private final DisplCounters counters = new DisplCounters();
    private GuestScanout scanout;
    private Registration registration;
    private Framebuffer shown;

    /** @param scanouts makes one that shows nothing yet */
    ConnectorPicture(ScanoutRegistry registry, Supplier<GuestScanout> scanouts) {
        this.registry = registry;
        this.scanouts = scanouts;
    }

    /** Shows all of this framebuffer from now on. */
    void show(Framebuffer framebuffer, long now) {
        shown = framebuffer;
        boolean first = scanout == null;
        if (first) {
            scanout = scanouts.get();
        }
        Mode before = scanout.mode();
        scanout.show(framebuffer.buffer(), now);
        counters.shown(before, scanout.mode());
        if (first) {
            registration = registry.register(scanout);
        }
    }

    /** Shows nothing from now on. */
    void hide() {
        shown = null;
        if (scanout != null) {
            registration.unregister();
            scanout.end();
            scanout = null;
            registration = null;
        }
    }

    DisplCounters counters() {
        return counters;
    }

    /** What it shows, or null. */
    Framebuffer shown() {
        return shown;
    }

    /** What presenters see, or null if it shows nothing. */
    GuestScanout scanout() {
        return scanout;
    }

    int subscribers() {
        return scanout == null ? 0 : scanout.subscribers();
    }
}
