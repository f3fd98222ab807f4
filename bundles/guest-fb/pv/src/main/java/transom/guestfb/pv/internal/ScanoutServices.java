package transom.guestfb.pv.internal;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import transom.guestfb.Scanout;
import transom.guestfb.pv.internal.scanout.ScanoutRegistry;

/** Scanouts as OSGi services. */
final class ScanoutServices implements ScanoutRegistry {

    private final BundleContext context;

    ScanoutServices(BundleContext context) {
        this.context = context;
    }

    @Override
    public Registration register(Scanout scanout) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(Scanout.GUEST, scanout.guestName());
        properties.put(Scanout.DEVICE, scanout.label());
        ServiceRegistration<Scanout> service = context.registerService(Scanout.class, scanout, properties);
        return () -> unregister(service);
    }

    private static void unregister(ServiceRegistration<Scanout> service) {
        try {
            service.unregister();
        } catch (IllegalStateException e) {
            // The framework unregisters everything itself when the bundle stops.
        }
    }
}
