package transom.launcher.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * Folders for frameworks, one after the other. Each has one of its own: a JVM binds a native library, by its path, to the class
 * loader that loaded it first, which may outlive its framework.
 */
final class FrameworkStorage {

    private final Path folder;
    private int frameworks;

    FrameworkStorage(RuntimeDir dir) {
        this.folder = dir.path().resolve("felix");
    }

    /** An empty one; those before it go, what of them is mapped stays with who mapped it. */
    Path next() throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(folder.resolve(Integer.toString(++frameworks)));
    }
}
