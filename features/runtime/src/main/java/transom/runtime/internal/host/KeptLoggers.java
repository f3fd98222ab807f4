package transom.runtime.internal.host;

import java.lang.reflect.Field;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Apache Felix Log keeps a logger for each bundle that something was ever logged for, also when the bundle has been uninstalled,
 * and with it the bundle's revisions and the table of contents of its jar: {@code _loggers} in
 * org.apache.felix.log.LoggerAdminImpl, 1.3.0, from which nothing is ever removed.
 */
final class KeptLoggers {

    private static final Logger LOG = LoggerFactory.getLogger(KeptLoggers.class);

    private static final String ADMIN = "org.osgi.service.log.admin.LoggerAdmin";

    private KeptLoggers() {}

    /** Lets go of those of bundles that have been uninstalled. */
    static void sweep(BundleContext context) {
        ServiceReference<?> reference = context.getServiceReference(ADMIN);
        if (reference == null) {
            return;
        }
        try {
            Object admin = context.getService(reference);
            if (admin != null) {
                ((Map<?, ?>) get(admin, "_loggers")).keySet().removeIf(KeptLoggers::isGone);
            }
        } catch (ReflectiveOperationException | RuntimeException e) {
            LOG.debug("this log service is another one: {}", e.toString());
        } finally {
            context.ungetService(reference);
        }
    }

    private static boolean isGone(Object key) {
        try {
            return get(key, "m_bundle") instanceof Bundle bundle && bundle.getState() == Bundle.UNINSTALLED;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Object get(Object of, String name) throws ReflectiveOperationException {
        Field field = of.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}
