package transom.xen.sim.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimDirectoryTest {

    @TempDir
    Path temporary;

    @Test
    void aNewOneIsPrivateAndDeleted() throws Exception {
        Path made;
        try (SimDirectory directory = SimDirectory.open("")) {
            made = directory.sockets().directory();
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                    .isEqualTo("rwx------");
        }
        assertThat(made).doesNotExist();
    }

    @Test
    void oneThatIsNamedIsMadeAndStays() throws Exception {
        Path named = temporary.resolve("a/b");
        SimDirectory.open(named.toString()).close();
        assertThat(named).isDirectory();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(named)))
                .isEqualTo("rwx------");
    }

    @Test
    void whatIsWrongIsNamed() throws Exception {
        assertThatThrownBy(() -> SimDirectory.open("relative/path")).hasMessageContaining("must be absolute");
        assertThatThrownBy(() -> SimDirectory.open("/tmp/" + "x".repeat(100))).hasMessageContaining("too long");
        Path file = Files.createFile(temporary.resolve("file"));
        assertThatThrownBy(() -> SimDirectory.open(file.toString())).hasMessageContaining("is a file");
        Path open = Files.createDirectory(temporary.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));
        assertThatThrownBy(() -> SimDirectory.open(open.toString())).hasMessageContaining("chmod 700");
    }
}
