package transom.launcher.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.features.UserError;

class RuntimeDirTest {

    @TempDir
    Path folder;

    @Test
    void theOptionWinsThenTheVariableThenTheUsersPlace() {
        Map<String, String> both = Map.of("TRANSOM_RUNTIME_DIR", "/named", "XDG_RUNTIME_DIR", "/run/user/7");
        Map<String, String> session = Map.of("XDG_RUNTIME_DIR", "/run/user/7");

        assertThat(RuntimeDir.find(Path.of("/chosen"), both, "root").path()).hasToString("/chosen");
        assertThat(RuntimeDir.find(null, both, "root").path()).hasToString("/named");
        assertThat(RuntimeDir.find(null, session, "root").path()).hasToString("/run/transom");
        assertThat(RuntimeDir.find(null, session, "me").path()).hasToString("/run/user/7/transom");
        assertThatThrownBy(() -> RuntimeDir.find(null, Map.of(), "me"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("--runtime-dir");
    }

    @Test
    void aNameTooLongForSocketsIsRefused() {
        assertThatThrownBy(() -> RuntimeDir.find(Path.of("/" + "x".repeat(90)), Map.of(), "me"))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("too long");
    }

    @Test
    void itIsItsOwnersAlone() throws IOException {
        RuntimeDir dir = new RuntimeDir(folder.resolve("a/b"));

        dir.create();
        dir.create();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.path())))
                .isEqualTo("rwx------");
    }

    @Test
    void oneThatOthersMayReadIsRefused() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> new RuntimeDir(open).create())
                .isInstanceOf(UserError.class)
                .hasMessageContaining("rwxr-xr-x")
                .hasMessageContaining("chmod 700");
    }
}
