package transom.itests.support;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What features/dist has put together, which is what tests test. */
public final class Dist {

    /** System property that names it; Maven sets it. */
    public static final String PROPERTY = "transom.dist";

    private static final int NATIVE_ACCESS = 22;

    private Dist() {}

    /** Its folder. */
    public static Path folder() {
        Path folder = Path.of(System.getProperty(PROPERTY, "../../features/dist/target/dist"));
        if (!Files.isDirectory(folder.resolve("repository"))) {
            throw new IllegalStateException("no product in " + folder.toAbsolutePath() + "; build it: ./transom build");
        }
        return folder.toAbsolutePath().normalize();
    }

    /** The jar of a bundle in it. */
    public static Path jar(String bundle) throws IOException {
        try (Stream<Path> files =
                Files.walk(folder().resolve("repository/transom").resolve(bundle))) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** A JVM with the simulated guest's jars; it ends when {@code stdin} does, or when it wants to. */
    static ProcessBuilder guestJvm(String mainClass, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        if (Runtime.version().feature() >= NATIVE_ACCESS) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(List.of("-cp", folder().resolve("guest-sim") + File.separator + "*", mainClass));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }
}
