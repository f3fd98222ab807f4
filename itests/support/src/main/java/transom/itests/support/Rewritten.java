package transom.itests.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Constants;

/** A bundle's jar that was changed: what a good or a bad release would be. */
public final class Rewritten {

    private static final String COMPONENTS = "Service-Component";

    /** Of activators; a bundle that has none does not import it. */
    private static final String FRAMEWORK = "org.osgi.framework";

    private final Manifest manifest;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();

    public Rewritten(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            manifest = new Manifest(file.getManifest());
            for (JarEntry entry : file.stream().toList()) {
                if (!entry.isDirectory() && !entry.getName().equals(JarFile.MANIFEST_NAME)) {
                    entries.put(entry.getName(), file.getInputStream(entry).readAllBytes());
                }
            }
        }
    }

    private Attributes main() {
        return manifest.getMainAttributes();
    }

    public Rewritten version(String version) {
        main().putValue(Constants.BUNDLE_VERSION, version);
        return this;
    }

    public Rewritten importing(String requirement) {
        String imports = main().getValue(Constants.IMPORT_PACKAGE);
        main().putValue(Constants.IMPORT_PACKAGE, imports == null ? requirement : requirement + "," + imports);
        return this;
    }

    public Rewritten without(String header) {
        main().remove(new Attributes.Name(header));
        return this;
    }

    public Rewritten withoutComponents() {
        return without(COMPONENTS);
    }

    public Rewritten activatedBy(Class<?> activator) throws IOException {
        add(activator);
        main().putValue(Constants.BUNDLE_ACTIVATOR, activator.getName());
        String imports = main().getValue(Constants.IMPORT_PACKAGE);
        return imports != null && imports.contains(FRAMEWORK) ? this : importing(FRAMEWORK);
    }

    /** It comes after those that are there. */
    public Rewritten withComponent(Class<?> component) throws IOException {
        add(component);
        String file = "OSGI-INF/" + component.getName() + ".xml";
        String xml = "<scr:component xmlns:scr='http://www.osgi.org/xmlns/scr/v1.4.0' name='" + component.getName()
                + "' immediate='true'><implementation class='" + component.getName() + "'/></scr:component>";
        entries.put(file, xml.getBytes(StandardCharsets.UTF_8));
        main().putValue(COMPONENTS, main().getValue(COMPONENTS) + "," + file);
        return this;
    }

    private void add(Class<?> type) throws IOException {
        String file = type.getName().replace('.', '/') + ".class";
        try (InputStream bytes = type.getClassLoader().getResourceAsStream(file)) {
            entries.put(file, bytes.readAllBytes());
        }
    }

    public Path write(Path file) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes, manifest)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                jar.putNextEntry(new JarEntry(entry.getKey()));
                jar.write(entry.getValue());
            }
        }
        return Files.write(file, bytes.toByteArray());
    }
}
