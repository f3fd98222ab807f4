package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Fails a test that leaves more descriptors or mappings behind than there were before its class. */
final class Leaks implements BeforeAllCallback, AfterEachCallback {

    static {
        // The JVM opens a socket of its own for its file channels, and JNA unpacks its library, when first used.
        Posix.getpid();
        try {
            FileChannel.open(Path.of("/proc/self/maps")).close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TreeMap<String, Long> before;

    @Override
    public void beforeAll(ExtensionContext context) {
        before = held();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        assertThat(held()).isEqualTo(before);
    }

    /** Counts by kind what this process has open, apart from files, which the JVM opens as it likes. */
    static TreeMap<String, Long> held() {
        TreeMap<String, Long> held = new TreeMap<>();
        fds().map(Leaks::target)
                .filter(target -> target.matches("(anon_inode|socket|pipe|/memfd):.*"))
                .map(target -> target.replaceFirst(":\\[[0-9]+]$", ""))
                .forEach(target -> held.merge(target, 1L, Long::sum));
        held.put("mappings", mappings());
        return held;
    }

    private static Stream<Path> fds() {
        try (Stream<Path> fds = Files.list(Path.of("/proc/self/fd"))) {
            return fds.toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String target(Path fd) {
        try {
            return Files.readSymbolicLink(fd).toString();
        } catch (IOException e) {
            return "the folder that was listed";
        }
    }

    private static long mappings() {
        try {
            List<String> maps = Files.readAllLines(Path.of("/proc/self/maps"));
            return maps.stream().filter(line -> line.contains("/memfd:")).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
