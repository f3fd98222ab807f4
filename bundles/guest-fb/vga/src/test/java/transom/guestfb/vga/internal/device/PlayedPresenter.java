package transom.guestfb.vga.internal.device;

import java.util.LinkedHashMap;
import java.util.Map;
import transom.guestfb.Frame;
import transom.guestfb.Scanout;
import transom.guestfb.support.scanout.ScanoutRegistry;

/** Subscribes to every scanout. */
final class PlayedPresenter implements ScanoutRegistry {

    final Map<String, Scanout.Subscription> subscriptions = new LinkedHashMap<>();
    int registered;

    @Override
    public Registration register(Scanout scanout) {
        registered++;
        subscriptions.put(scanout.label(), scanout.subscribe(() -> {}));
        return () -> subscriptions.remove(scanout.label()).close();
    }

    /** What is new; null if nothing is. */
    Frame frame(String label) {
        return subscriptions.get(label).acquire();
    }
}
