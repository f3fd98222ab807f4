package transom.itests.swap;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import transom.itests.support.Eventually;

/** A Java that the next JVM of a product is started with, and that waits until it may. */
final class SlowJava implements AutoCloseable {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** It reads from a pipe: that waits until somebody writes. */
    private static final String SCRIPT = """
            #!/bin/sh
            touch '%1$s/asked'
            read line <'%1$s/gate'
            exec '%2$s/bin/java' "$@"
            """;

    private final Path folder;

    private SlowJava(Path folder) {
        this.folder = folder;
    }

    /** For the product in this runtime directory. */
    static SlowJava of(Path runtimeDir) throws IOException, InterruptedException {
        Path home = Files.createDirectories(runtimeDir.resolve("slow-java/bin")).getParent();
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"17.0.0\"\n");
        Path java =
                Files.writeString(home.resolve("bin/java"), SCRIPT.formatted(home, System.getProperty("java.home")));
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        new ProcessBuilder("mkfifo", home.resolve("gate").toString()).start().waitFor();
        Files.writeString(runtimeDir.resolve("java-home"), home + "\n");
        return new SlowJava(home);
    }

    /** Waits until it is started. */
    void awaitAsked() {
        Eventually.isTrue("the next JVM is asked for", SOON, () -> Files.exists(folder.resolve("asked")));
    }

    /** From now on it is a Java. */
    void letGo() throws IOException {
        Files.writeString(folder.resolve("gate"), "go\n");
    }

    @Override
    public void close() throws IOException {
        Files.delete(folder.resolveSibling("java-home"));
    }
}
