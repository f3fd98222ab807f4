package transom.launcher.update;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JarWatchTest {

    @TempDir
    Path checkout;

    private static byte[] jar(String header, String value) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue(header, value);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new JarOutputStream(bytes, manifest).close();
        return bytes.toByteArray();
    }

    private Path write(String file, byte[] bytes) throws IOException {
        Path path = checkout.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.write(path, bytes);
    }

    private JarWatch watch() throws IOException {
        JarWatch watch = new JarWatch(List.of(checkout));
        assertThat(watch.changed()).isEmpty();
        return watch;
    }

    @Test
    void aJarIsNamedOnceWhenItIsWrittenToItsEnd() throws IOException {
        write("bundles/a/target/a-1.jar", jar("Bundle-SymbolicName", "a"));
        JarWatch watch = watch();
        assertThat(watch.size()).isEqualTo(1);
        byte[] next = jar("Bundle-SymbolicName", "a.longer");

        Path file = write("bundles/a/target/a-1.jar", Arrays.copyOf(next, next.length / 2));
        assertThat(watch.changed()).as("it grows").isEmpty();
        write("bundles/a/target/a-1.jar", next);
        assertThat(watch.changed()).as("it has grown").isEmpty();
        assertThat(watch.changed()).containsExactly(file);
        assertThat(watch.changed()).isEmpty();
    }

    @Test
    void aBuildThatDeletesItsFolderFirstIsSeen() throws IOException {
        Path file = write("bundles/a/target/a-1.jar", jar("Bundle-SymbolicName", "a"));
        JarWatch watch = watch();
        Files.delete(file);
        Files.delete(file.getParent());
        assertThat(watch.changed()).isEmpty();

        write("bundles/a/target/a-1.jar", jar("Bundle-SymbolicName", "a.longer"));
        assertThat(watch.changed()).isEmpty();
        assertThat(watch.changed()).containsExactly(file);
    }

    @Test
    void whatIsNoBundleAndCopiesOfTheProductAreLeftOut() throws IOException {
        JarWatch watch = watch();
        write("features/dist/target/dist/repository/a-1.jar", jar("Bundle-SymbolicName", "a"));
        write("itests/a/target/a-1-tests.jar", jar("Bundle-SymbolicName", "a"));
        write("lib/target/library.jar", jar("Created-By", "nobody"));
        write("bundles/a/target/torn.jar", new byte[] {'P', 'K', 3, 4, 0});
        for (int i = 0; i < 3; i++) {
            assertThat(watch.changed()).isEmpty();
        }
    }
}
