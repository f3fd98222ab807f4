package transom.runtime.internal.host;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.JarInputStream;
import java.util.jar.Manifest;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import transom.features.Sha256;
import transom.features.UserError;
import transom.runtime.internal.step.Artifact;

/** Jars as artifacts: files, and what bundles were installed from. <b>Thread:</b> any. */
public final class Jars {

    /** More than any bundle has; reading stops there. */
    private static final long LARGEST = 256L << 20;

    private static final String REFERENCE = "reference:";

    private final Map<Long, Artifact> given = new ConcurrentHashMap<>();

    /** Reads a jar once; a {@link UserError} says what is wrong with it. */
    public static Artifact read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new UserError(file + " is no file; give the path of a bundle's jar, or of a feature's .json");
        }
        try {
            if (Files.size(file) > LARGEST) {
                throw new UserError(file + " has " + Files.size(file) + " bytes; a bundle has at most " + LARGEST);
            }
            return of(file.toString(), Files.readAllBytes(file));
        } catch (IOException e) {
            throw new UserError(file + " cannot be read: " + e);
        }
    }

    /** @param place for people, where the bytes come from */
    public static Artifact of(String place, byte[] bytes) {
        Manifest manifest = manifest(place, bytes);
        String header = manifest.getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME);
        if (header == null) {
            throw new UserError(place + " is no bundle: its manifest has no " + Constants.BUNDLE_SYMBOLICNAME
                    + "; build it with bnd");
        }
        if (manifest.getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null) {
            throw new UserError(
                    place + " is a fragment, which is part of its host; put both into the product, and start"
                            + " that: ./transom restart");
        }
        String version = manifest.getMainAttributes().getValue(Constants.BUNDLE_VERSION);
        return new Artifact(
                header.split(";", 2)[0].strip(), version == null ? "0.0.0" : version.strip(), Sha256.of(bytes), bytes);
    }

    private static Manifest manifest(String place, byte[] bytes) {
        try (JarInputStream jar = new JarInputStream(new ByteArrayInputStream(bytes), false)) {
            if (jar.getManifest() != null) {
                return jar.getManifest();
            }
        } catch (IOException e) {
            throw new UserError(place + " is no jar: " + e.getMessage() + "; was it copied to its end?");
        }
        throw new UserError(place + " is no bundle: its first entry is no META-INF/MANIFEST.MF; build it with bnd");
    }

    /** Notes what a bundle was given. */
    void note(long bundle, Artifact jar) {
        given.put(bundle, jar);
    }

    void forget(long bundle) {
        given.remove(bundle);
    }

    /** What the bundle has now; the launcher has installed it from a copy of its own, which nobody else writes. */
    public Artifact of(Bundle bundle) {
        return given.computeIfAbsent(bundle.getBundleId(), id -> read(file(bundle)));
    }

    private static Path file(Bundle bundle) {
        String location = bundle.getLocation();
        String url = location.startsWith(REFERENCE) ? location.substring(REFERENCE.length()) : location;
        if (!url.startsWith("file:")) {
            throw new UserError(bundle.getSymbolicName() + " was installed from " + location
                    + ", so its jar is not at hand to go back to; put the new one into the product and start that");
        }
        return Path.of(URI.create(url));
    }
}
