package transom.runtime.internal.plan;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.FrameworkWiring;
import transom.features.UserError;
import transom.runtime.internal.host.FrameworkHost;
import transom.runtime.internal.step.Artifact;

/**
 * Installs jars beside what runs, to see whether they resolve, without starting any; closing it removes them. What runs is not
 * wired anew by that.
 */
final class Trial implements AutoCloseable {

    private final BundleContext context;
    private final Map<String, Bundle> bundles = new LinkedHashMap<>();

    Trial(BundleContext context) {
        this.context = context;
    }

    /** Fails with a {@link UserError} if the framework does not take it. */
    void install(Artifact jar) {
        try {
            bundles.put(
                    jar.name(),
                    context.installBundle(
                            FrameworkHost.TRIAL + jar.name() + "/" + jar.sha256(),
                            new ByteArrayInputStream(jar.bytes())));
        } catch (BundleException e) {
            throw new UserError(jar.label() + " is refused by the framework: " + reason(e) + "; correct its manifest");
        }
    }

    /** Why what was installed does not resolve together; empty if it does. */
    List<String> resolve() {
        List<String> reasons = new ArrayList<>();
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        if (!wiring.resolveBundles(bundles.values())) {
            bundles.values().stream()
                    .filter(bundle -> bundle.getState() == Bundle.INSTALLED)
                    .forEach(bundle -> reasons.add(bundle.getSymbolicName() + " " + bundle.getVersion()
                            + " does not resolve: " + unresolved(bundle)));
        }
        return reasons;
    }

    /** Only an attempt to start says why; it ends before anything of the bundle runs. */
    private static String unresolved(Bundle bundle) {
        try {
            bundle.start(Bundle.START_TRANSIENT);
            bundle.stop(Bundle.STOP_TRANSIENT);
            return "the framework does not say why";
        } catch (BundleException e) {
            return reason(e);
        }
    }

    private static String reason(BundleException e) {
        return String.valueOf(e.getMessage()).replaceAll("\\s+", " ");
    }

    /** The revision that a name would have. */
    BundleRevision revision(String name) {
        Bundle bundle = bundles.get(name);
        return bundle == null ? null : bundle.adapt(BundleRevision.class);
    }

    @Override
    public void close() {
        FrameworkWiring wiring = context.getBundle(0).adapt(FrameworkWiring.class);
        List<Bundle> gone = List.copyOf(bundles.values());
        for (Bundle bundle : gone) {
            try {
                bundle.uninstall();
            } catch (BundleException e) {
                throw new IllegalStateException("a trial of " + bundle + " stays", e);
            }
        }
        // Those that were wired to each other wait for this; nobody else is wired to them.
        if (gone.stream().anyMatch(wiring.getRemovalPendingBundles()::contains)) {
            wiring.refreshBundles(gone);
        }
    }
}
