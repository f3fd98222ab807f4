package transom.present.egl.internal.view;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import org.apache.felix.framework.FrameworkFactory;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
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

    private static final List<String> APIS =
            List.of("transom.gem.api", "transom.guestfb.api", "transom.present.api", "transom.xen.api");

    private final Framework framework;
    private final Bundle presenter;

    Felix(Path storage) throws Exception {
        framework = new FrameworkFactory()
                .newFramework(Map.of(
                        "org.osgi.framework.storage",
                        storage.toString(),
                        Constants.FRAMEWORK_BSNVERSION,
                        Constants.FRAMEWORK_BSNVERSION_MULTIPLE,
                        "org.osgi.framework.system.packages.extra",
                        fromClassPath()));
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

    private static String fromClassPath() throws IOException {
        StringBuilder packages = new StringBuilder("org.slf4j;version=2.0.20,org.osgi.service.cm;version=1.6.1");
        for (String api : APIS) {
            try (JarFile jar = new JarFile(jar(api))) {
                packages.append(',')
                        .append(jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE));
            }
        }
        return packages.toString();
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

    /** The bundle under test once more, beside those that are there; started. */
    Bundle another(String name) throws BundleException, IOException {
        try (InputStream jar = new FileInputStream(System.getProperty("bundle"))) {
            Bundle bundle = context().installBundle(name, jar);
            bundle.start();
            return bundle;
        }
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
