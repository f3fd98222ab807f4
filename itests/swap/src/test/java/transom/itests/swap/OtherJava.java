package transom.itests.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Another JDK than the one that runs the tests. */
final class OtherJava {

    private static final Path USUAL = Path.of("/usr/lib/jvm");

    private OtherJava() {}

    /** Its home, empty if this machine has none. */
    static String home() throws IOException {
        Path own = Path.of(System.getProperty("java.home")).toRealPath();
        for (Path home : all()) {
            if (!home.toRealPath().equals(own)) {
                return home.toRealPath().toString();
            }
        }
        return "";
    }

    private static List<Path> all() throws IOException {
        if (!Files.isDirectory(USUAL)) {
            return List.of();
        }
        try (Stream<Path> found = Files.list(USUAL)) {
            return found.filter(home -> Files.isExecutable(home.resolve("bin/java")))
                    .sorted()
                    .toList();
        }
    }
}
