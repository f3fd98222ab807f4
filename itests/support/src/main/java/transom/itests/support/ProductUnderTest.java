package transom.itests.support;

import static org.ops4j.pax.exam.CoreOptions.bundle;
import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.composite;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.junitBundles;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ops4j.pax.exam.Option;
import transom.features.FeatureSet;
import transom.features.Repository;

/** The product's own bundles, in the product's order, as options for Pax Exam. */
public final class ProductUnderTest {

    /** System property: the folder of the simulator's sockets. */
    public static final String SIMULATOR = "transom.test.simulator";

    private ProductUnderTest() {}

    /** The features sim and headless against a simulator in a process of its own, which is started here. */
    public static Option[] withSimulator() {
        try {
            Path work = Files.createTempDirectory("transom-it-");
            SimulatorProcess simulator = SimulatorProcess.start(work.resolve("xen"));
            Path configurations = Files.createDirectory(work.resolve("config"));
            configure(
                    configurations,
                    "transom.xen.sim",
                    Map.of("directory", "\"" + simulator.directory() + "\"", "host", "B\"false\""));
            // Memory that a machine without a GPU, and without udmabuf, has for displays.
            configure(configurations, "transom.guestfb.pv", Map.of("allocators", "\"memfd\""));
            configure(
                    configurations,
                    "transom.guestfb.vga",
                    Map.of("allocators", "\"memfd\"", "socket", "\"" + work.resolve("vga") + "\""));
            Path dist = Dist.folder();
            List<Option> options = new ArrayList<>();
            options.add(cleanCaches());
            options.add(junitBundles());
            options.add(frameworkProperty("transom.runtime.dir").value(work.toString()));
            // Else Felix takes classes of the test's own class path, where there is another logback.
            options.add(frameworkProperty("felix.bootdelegation.implicit").value("false"));
            options.add(frameworkProperty("transom.state.dir")
                    .value(work.resolve("state").toString()));
            options.add(frameworkProperty("transom.base").value("test"));
            options.add(frameworkProperty("transom.home").value(dist.toString()));
            options.add(frameworkProperty("org.osgi.framework.bsnversion").value("multiple"));
            options.add(frameworkProperty("transom.features").value("sim,headless"));
            options.add(frameworkProperty("felix.cm.dir").value(configurations.toString()));
            options.add(systemProperty(SIMULATOR).value(simulator.directory().toString()));
            options.add(systemProperty("logback.configurationFile")
                    .value(dist.resolve("features/logback.xml").toString()));
            FeatureSet.read(dist.resolve("features"), List.of("sim", "headless"))
                    .bundles(new Repository(dist.resolve("repository")))
                    .forEach(file -> options.add(bundle(file.toUri().toString()).startLevel(startLevel(file))));
            options.add(bundle(ownJar()));
            return new Option[] {composite(options.toArray(Option[]::new))};
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In the form of Felix' ConfigurationAdmin, which reads it when it starts. */
    private static void configure(Path folder, String pid, Map<String, String> values) throws IOException {
        List<String> lines = new ArrayList<>(List.of("service.pid=\"" + pid + "\"", "service.bundleLocation=\"?\""));
        values.forEach((name, value) -> lines.add(name + "=" + value));
        Path file = folder.resolve(pid.replace('.', '/') + ".config");
        Files.createDirectories(file.getParent());
        Files.write(file, lines);
    }

    /** Logging first: Pax Exam's own bundles, on level 2, log, and slf4j looks for its provider only once. */
    private static int startLevel(Path file) {
        return file.getFileName().toString().matches("(asm|.*spifly|slf4j-api|logback-).*") ? 1 : 5;
    }

    private static String ownJar() {
        return ProductUnderTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toString();
    }
}
