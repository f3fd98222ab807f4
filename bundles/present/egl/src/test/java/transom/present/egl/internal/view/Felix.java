package transom.present.egl.internal.view;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.launch.Framework;

/** A framework with the presenter and what it needs; the APIs and SLF4J come from the class path of the test. */
final class Felix implements AutoCloseable {

    private static final List<String> BUNDLES = List.of(
            "org.osgi.util.function",
            "org.osgi.util.promise",
            "org.osgi.service.component-",
            "org.apache.felix.configadmin",
            "org.apache.felix.scr",
            "org.apache.felix.gogo.runtime",
            "transom.lwjgl");

    private static final String FROM_CLASS_PATH =
            "org.slf4j;version=2.0.20,org.osgi.service.cm;version=1.6.1,transom.gem;version=1.0.0,"
                    + "transom.guestfb;version=1.0.0,transom.present;version=1.0.0,transom.xen;version=1.0.0";

    private final Framework framework;
    private final Bundle presenter;

    Felix(Path storage) throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        storage.toString(),
                        "org.osgi.framework.system.packages.extra",
                        FROM_CLASS_PATH));
        framework.start();
        List<Bundle> installed = new ArrayList<>();
        for (String name : BUNDLES) {
            installed.add(context().installBundle(jar(name).toURI().toString()));
        }
        presenter = context()
                .installBundle(new File(System.getProperty("bundle")).toURI().toString());
        for (Bundle bundle : installed) {
            bundle.start(Bundle.START_ACTIVATION_POLICY);
        }
        presenter.start();
    }

    private static File jar(String name) {
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            File file = new File(entry);
            if (file.getName().startsWith(name) && file.getName().endsWith(".jar")) {
                return file;
            }
        }
        throw new AssertionError("no " + name + " in " + System.getProperty("java.class.path"));
    }

    BundleContext context() {
        return framework.getBundleContext();
    }

    /** The bundle under test. */
    Bundle presenter() {
        return presenter;
    }

    @Override
    public void close() throws BundleException {
        framework.stop();
        try {
            framework.waitForStop(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
