package transom.runtime.internal.host;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What Apache Felix never lets go of by itself of a bundle that was uninstalled; each is a table with the bundle as its key, and
 * the bundle has its jar's table of contents: some 25 KiB an update. Other versions may have other fields; that is no error, a
 * test counts.
 *
 * <ul>
 *   <li>Log 1.3.0, LoggerAdminImpl: a logger for each bundle that something was ever logged for.
 *   <li>Framework 7.0.5, ServiceRegistry: the use of a service that was got and given back, if the bundle then stops; declarative
 *       services do that with ConfigurationAdmin.
 * </ul>
 */
final class Remnants {

    private static final Logger LOG = LoggerFactory.getLogger(Remnants.class);

    private static final String LOGGERS = "org.osgi.service.log.admin.LoggerAdmin";

    private Remnants() {}

    /** Lets go of those of bundles that have been uninstalled. */
    static void sweep(BundleContext context) {
        try {
            Object services = get(context.getBundle(0), "m_registry");
            ((Map<?, ?>) get(services, "m_inUseMap")).keySet().removeIf(Remnants::isGone);
            sweepLoggers(context);
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("this framework is another one", e);
        }
    }

    private static void sweepLoggers(BundleContext context) throws ReflectiveOperationException {
        ServiceReference<?> reference = context.getServiceReference(LOGGERS);
        Object loggers = reference == null ? null : context.getService(reference);
        if (loggers != null) {
            for (Object key : ((Map<?, ?>) get(loggers, "_loggers")).keySet().toArray()) {
                if (isGone(get(key, "m_bundle"))) {
                    ((Map<?, ?>) get(loggers, "_loggers")).remove(key);
                }
            }
            context.ungetService(reference);
        }
    }

    private static boolean isGone(Object key) {
        return key instanceof Bundle bundle && bundle.getState() == Bundle.UNINSTALLED;
    }

    private static Object get(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
