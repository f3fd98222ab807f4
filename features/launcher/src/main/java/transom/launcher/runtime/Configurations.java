package transom.launcher.runtime;

import java.lang.reflect.Array;
import java.util.Hashtable;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import transom.features.UserError;

/**
 * Gives features' configurations to the framework's ConfigurationAdmin, <code>${name}</code> in texts replaced by framework
 * properties. Its class is a bundle's, so it is called by name.
 */
final class Configurations {

    private static final String ADMIN = "org.osgi.service.cm.ConfigurationAdmin";
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]+)}");

    private final Map<String, Map<String, Object>> byPid;
    private final Map<String, String> properties;

    Configurations(Map<String, Map<String, Object>> byPid, Map<String, String> properties) {
        this.byPid = byPid;
        this.properties = properties;
    }

    /** Whether there was a ConfigurationAdmin to give them to. */
    boolean apply(BundleContext context) {
        ServiceReference<?> reference = context.getServiceReference(ADMIN);
        if (reference == null) {
            return false;
        }
        Object admin = context.getService(reference);
        byPid.forEach((pid, values) -> apply(admin, pid, values));
        return true;
    }

    private void apply(Object admin, String pid, Map<String, Object> values) {
        Hashtable<String, Object> resolved = new Hashtable<>();
        values.forEach((name, value) -> resolved.put(name, resolve(pid + "." + name, value)));
        try {
            int tilde = pid.indexOf('~');
            Object configuration = tilde < 0
                    ? call(admin, "getConfiguration", pid, "?")
                    : call(admin, "getFactoryConfiguration", pid.substring(0, tilde), pid.substring(tilde + 1), "?");
            Class.forName(
                            "org.osgi.service.cm.Configuration",
                            true,
                            admin.getClass().getClassLoader())
                    .getMethod("update", java.util.Dictionary.class)
                    .invoke(configuration, resolved);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("configuration " + pid, e);
        }
    }

    private static Object call(Object admin, String method, Object... texts) throws ReflectiveOperationException {
        Class<?>[] types = new Class<?>[texts.length];
        java.util.Arrays.fill(types, String.class);
        return Class.forName(ADMIN, true, admin.getClass().getClassLoader())
                .getMethod(method, types)
                .invoke(admin, texts);
    }

    private Object resolve(String field, Object value) {
        if (value instanceof String text) {
            return PLACEHOLDER
                    .matcher(text)
                    .replaceAll(match -> Matcher.quoteReplacement(property(field, match.group(1))));
        } else if (value instanceof String[] texts) {
            String[] resolved = new String[Array.getLength(texts)];
            for (int i = 0; i < resolved.length; i++) {
                resolved[i] = (String) resolve(field, texts[i]);
            }
            return resolved;
        }
        return value;
    }

    private String property(String field, String name) {
        String value = properties.get(name);
        if (value == null) {
            throw new UserError("configuration " + field + ": ${" + name + "} has no value; give one with --property "
                    + name + "=VALUE");
        }
        return value;
    }
}
