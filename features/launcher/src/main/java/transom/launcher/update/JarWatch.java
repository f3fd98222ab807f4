package transom.launcher.update;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/** Says which bundles' jars have changed, once each is written to its end. <b>Thread:</b> one. */
final class JarWatch {

    /** What makes a file another one. */
    private record Stamp(long bytes, long modifiedMillis, Object key) {}

    /** No sources, and the product's own copies: they change after what they are copies of. */
    private static final Set<String> LEFT_OUT = Set.of("src", ".git", "dist", "classes", "test-classes", "lib");

    private final List<Path> folders;
    private final Map<Path, Stamp> known = new HashMap<>();
    private final Map<Path, Stamp> growing = new HashMap<>();
    private boolean first = true;

    JarWatch(List<Path> folders) {
        this.folders = folders;
    }

    int size() {
        return known.size();
    }

    /** Those that have changed since the last call, and not since the one before it; the first call only looks. */
    List<Path> changed() throws IOException {
        List<Path> changed = new ArrayList<>();
        for (Map.Entry<Path, Stamp> entry : look().entrySet()) {
            Path jar = entry.getKey();
            Stamp stamp = entry.getValue();
            if (first) {
                known.put(jar, stamp);
            } else if (!stamp.equals(known.get(jar)) && stamp.equals(growing.put(jar, stamp)) && isBundle(jar)) {
                known.put(jar, stamp);
                changed.add(jar);
            }
        }
        first = false;
        return changed;
    }

    private Map<Path, Stamp> look() throws IOException {
        Map<Path, Stamp> found = new HashMap<>();
        for (Path folder : folders) {
            Files.walkFileTree(folder, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                    return !path.equals(folder)
                                    && LEFT_OUT.contains(path.getFileName().toString())
                            ? FileVisitResult.SKIP_SUBTREE
                            : FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (file.toString().endsWith(".jar")) {
                        found.put(
                                file.toAbsolutePath(),
                                new Stamp(
                                        attributes.size(),
                                        attributes.lastModifiedTime().toMillis(),
                                        attributes.fileKey()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    // A build has deleted it since its folder was read.
                    return FileVisitResult.CONTINUE;
                }
            });
        }
        return found;
    }

    private static boolean isBundle(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            Attributes manifest = file.getManifest() == null
                    ? new Attributes()
                    : file.getManifest().getMainAttributes();
            String name = manifest.getValue("Bundle-SymbolicName");
            return name != null && !jar.toString().endsWith("-tests.jar");
        } catch (ZipException e) {
            return false;
        }
    }
}
