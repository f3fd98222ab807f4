package transom.runtime.internal;

import java.nio.file.Path;
import java.time.Duration;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import transom.features.state.StateFolder;
import transom.runtime.Updates;
import transom.runtime.internal.host.Components;
import transom.runtime.internal.host.FrameworkHost;
import transom.runtime.internal.host.Jars;
import transom.runtime.internal.plan.Planner;

/** Offers updates of the framework that it runs in. */
@Component(
        service = {},
        immediate = true)
public final class UpdatesComponent {

    /** Framework property: the folder of what updates have brought. */
    static final String STATE = "transom.state.dir";

    /** Framework property: which product the features' bundles are. */
    static final String BASE = "transom.base";

    /** Framework property: the product's folder. */
    static final String HOME = "transom.home";

    /** Framework property: milliseconds that a step may take until guests and presenters do well again. */
    static final String LIMIT = "transom.update.limit.millis";

    /** Linux' xen-drm-front gives up after 3000 ms; to go back takes some of them. */
    private static final long DEFAULT_LIMIT_MILLIS = 2000;

    private final ServiceRegistration<Updates> registration;

    @Activate
    public UpdatesComponent(BundleContext context, @Reference ServiceComponentRuntime components) {
        String home = context.getProperty(HOME);
        Jars jars = new Jars();
        FrameworkHost host = new FrameworkHost(context, new Components(components), jars);
        Ledger ledger = new Ledger(new StateFolder(state(context)), text(context, BASE, "unknown"));
        Updater updater = new Updater(
                context,
                host,
                new Planner(context, host, jars),
                ledger,
                home == null ? null : Path.of(home),
                limit(context));
        registration = context.registerService(Updates.class, updater, null);
    }

    private static Path state(BundleContext context) {
        String state = context.getProperty(STATE);
        if (state == null) {
            throw new IllegalStateException("framework property " + STATE + " is not set: nowhere to keep updates");
        }
        return Path.of(state);
    }

    private static Duration limit(BundleContext context) {
        String millis = text(context, LIMIT, Long.toString(DEFAULT_LIMIT_MILLIS));
        if (!millis.matches("[1-9]\\d{0,6}")) {
            throw new IllegalArgumentException(
                    "framework property " + LIMIT + " '" + millis + "' must be a number of milliseconds above 0");
        }
        return Duration.ofMillis(Long.parseLong(millis));
    }

    private static String text(BundleContext context, String name, String otherwise) {
        String value = context.getProperty(name);
        return value == null ? otherwise : value;
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
    }
}
