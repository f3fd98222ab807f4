package transom.xen.dev.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {

    @TempDir
    Path root;

    private Machine machine;

    @BeforeEach
    void dom0() throws IOException {
        machine = new Machine(root);
        file("sys/hypervisor/type", "xen\n");
        file("sys/hypervisor/version/major", "4\n");
        file("sys/hypervisor/version/minor", "20\n");
        file("sys/hypervisor/version/extra", ".0\n");
        file("sys/hypervisor/properties/features", "00002fff\n");
        file("dev/xen/privcmd", "");
        file("dev/xen/gntdev", "");
        file("dev/xen/evtchn", "");
        file("run/xenstored/socket", "");
    }

    private void file(String name, String text) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aDom0Serves() {
        assertThat(machine.obstacle()).isEmpty();
        assertThat(machine.hypervisor()).isEqualTo("Xen 4.20.0");
        assertThat(machine.store()).contains(root.resolve("run/xenstored/socket"));
    }

    @Test
    void aMachineWithoutXenIsToldWhatToDo() throws IOException {
        Files.delete(root.resolve("dev/xen/privcmd"));
        assertThat(machine.obstacle())
                .hasValueSatisfying(
                        reason -> assertThat(reason).contains("/dev/xen/privcmd", "dom0 of Xen", "simulator"));
    }

    @Test
    void aGuestIsToldSo() throws IOException {
        file("sys/hypervisor/properties/features", "000027ff\n");
        assertThat(machine.obstacle())
                .hasValueSatisfying(reason -> assertThat(reason).contains("a guest, not dom0"));
    }

    @Test
    void theKernelsDeviceStandsInForTheSocket() throws IOException {
        Files.delete(root.resolve("run/xenstored/socket"));
        assertThat(machine.obstacle())
                .hasValueSatisfying(reason -> assertThat(reason).contains("xenstored does not run"));
        file("dev/xen/xenbus", "");
        assertThat(machine.obstacle()).isEmpty();
        assertThat(machine.store()).contains(root.resolve("dev/xen/xenbus"));
    }
}
