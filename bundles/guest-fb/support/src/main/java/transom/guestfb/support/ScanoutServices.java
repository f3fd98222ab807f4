package transom.guestfb.support;

import java.util.Dictionary;
import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import transom.guestfb.Scanout;
import transom.guestfb.support.scanout.ScanoutRegistry;

/** Scanouts as OSGi services. */
public final class ScanoutServices implements ScanoutRegistry {

    private final BundleContext context;

    public ScanoutServices(BundleContext context) {
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
