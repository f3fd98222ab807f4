package transom.launcher.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import transom.features.BundleClasses;
import transom.features.UserError;

/** The OSGi framework with its bundles. Stopping it detaches: what guests depend on is not closed. */
final class Platform implements AutoCloseable {

    private static final long STOP_MILLIS = 10_000;

    /** Property of a service that does something with the framework when it is run, for the shell. */
    private static final String ACTION = "transom.action";

    private final Framework framework;
    private final Path jars;
    private volatile boolean another;

    private Platform(Framework framework, Path jars) {
        this.framework = framework;
        this.jars = jars;
    }

    /** An empty framework, started; whatever an earlier one left in its storage is removed. */
    static Platform start(Path storage, Map<String, String> properties) throws BundleException {
        Map<String, String> all = new java.util.HashMap<>(properties);
        all.put(Constants.FRAMEWORK_STORAGE, storage.toString());
        all.put(Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
        // While a presenter is replaced, its two versions run beside each other, and may have the same number.
        all.put(Constants.FRAMEWORK_BSNVERSION, Constants.FRAMEWORK_BSNVERSION_MULTIPLE);
        // Apache Felix Log remembers the last entries for who asks later, and with each of them a bundle, perhaps one
        // that has gone.
        all.put("org.apache.felix.log.maxSize", "0");
        FrameworkFactory factory =
                ServiceLoader.load(FrameworkFactory.class).findFirst().orElseThrow();
        Framework framework = factory.newFramework(all);
        framework.start();
        Platform platform = new Platform(framework, storage.resolve("jars"));
        framework
                .getBundleContext()
                .registerService(Runnable.class, platform::stopForAnother, new Hashtable<>(Map.of(ACTION, "restart")));
        return platform;
    }

    /**
     * Installs the bundles, then starts them in this order; configurations go in as soon as there is a place for them.
     *
     * @param guestsAreServed whether somebody serves guests until these bundles do: then all that a bundle may need is loaded before
     *     it is started, and no guest waits for that between the two
     */
    void add(List<Path> files, Configurations configurations, boolean guestsAreServed)
            throws BundleException, IOException {
        BundleContext context = framework.getBundleContext();
        List<Bundle> bundles = new ArrayList<>();
        Files.createDirectories(jars);
        for (Path file : files) {
            bundles.add(context.installBundle(
                    "reference:" + copy(bundles.size(), file).toUri()));
        }
        boolean configured = false;
        for (Bundle bundle : bundles) {
            if (guestsAreServed && isImplementer(bundle)) {
                BundleClasses.link(bundle);
            }
            start(bundle);
            configured = configured || configurations.apply(context);
        }
        if (!configured) {
            throw new UserError("no bundle of these features brings a ConfigurationAdmin; include the feature base");
        }
    }

    private static boolean isImplementer(Bundle bundle) {
        return bundle.getSymbolicName().startsWith("transom.")
                && bundle.getHeaders().get(Constants.EXPORT_PACKAGE) == null;
    }

    /** The framework reads this copy, and not one more of its own; a build may replace the file, what runs stays as it is. */
    private Path copy(int number, Path file) throws IOException {
        return Files.copy(file, jars.resolve(number + "-" + file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }

    private static void start(Bundle bundle) {
        if (bundle.getHeaders().get(Constants.FRAGMENT_HOST) != null) {
            return;
        }
        try {
            bundle.start();
        } catch (BundleException e) {
            throw new UserError("bundle " + bundle.getSymbolicName() + " " + bundle.getVersion() + " does not start: "
                    + e.getMessage() + (e.getCause() == null ? "" : " (" + e.getCause() + ")"));
        }
    }

    int bundles() {
        return framework.getBundleContext().getBundles().length - 1;
    }

    /**
     * Stops it, and has {@link #await} say that another one is to be started. An update of the system bundle would start this one
     * again by itself, in the storage that is to go.
     */
    private void stopForAnother() {
        another = true;
        try {
            framework.stop();
        } catch (BundleException e) {
            throw new IllegalStateException("the framework does not stop", e);
        }
    }

    /** Waits until somebody stops the framework. @return whether another one is to be started */
    boolean await() throws InterruptedException {
        framework.waitForStop(0);
        return another;
    }

    @Override
    public void close() {
        try {
            framework.stop();
            framework.waitForStop(STOP_MILLIS);
        } catch (BundleException | InterruptedException e) {
            System.err.println("transom run: the framework did not stop cleanly: " + e);
        }
    }
}
