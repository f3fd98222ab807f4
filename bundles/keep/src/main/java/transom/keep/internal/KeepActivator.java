package transom.keep.internal;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import transom.keep.Keep;
import transom.keep.internal.store.FdStore;
import transom.keep.internal.supervisor.NotifySupervisor;
import transom.keep.internal.supervisor.Supervisor;
import transom.linux.Natives;

/**
 * Offers what this process holds. It is an activator, not a component, so that an update or restart of the component runtime,
 * which deactivates every component, does not take the keep away. Stopping it lets go of nothing.
 */
public final class KeepActivator implements BundleActivator {

    private static final Logger LOG = System.getLogger(KeepActivator.class.getName());

    private FdStore keep;
    private ServiceRegistration<Keep> registration;

    @Override
    public void start(BundleContext context) {
        Natives.load();
        Supervisor supervisor = supervisor(System.getenv());
        keep = new FdStore(System.getProperties(), supervisor);
        int inherited =
                keep.takeInherited(System.getenv(), ProcessHandle.current().pid());
        if (inherited > 0) {
            LOG.log(Level.INFO, "{0} things were held for this process", inherited);
        }
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(Keep.PLACE, supervisor.place()));
        registration = context.registerService(Keep.class, keep, properties);
    }

    private static Supervisor supervisor(Map<String, String> environment) {
        try {
            return NotifySupervisor.of(environment);
        } catch (IllegalStateException e) {
            LOG.log(Level.ERROR, "{0}; what guests depend on ends with this process", e.getMessage());
            return Supervisor.NONE;
        }
    }

    @Override
    public void stop(BundleContext context) {
        // Whoever uses it leaves first, and may still remove something.
        registration.unregister();
        keep.close();
        Natives.unload();
    }
}
