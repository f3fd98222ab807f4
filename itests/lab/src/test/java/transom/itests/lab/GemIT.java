package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Memory of dom0's real devices: made, written, kept while the bundle that made it comes and goes, taken back. */
@ExtendWith(LabLogs.class)
class GemIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** A page, and a picture of 1920x1080. */
    private static final List<Integer> SIZES = List.of(4096, 2025 * 4096);

    @BeforeAll
    static void loadVgem() {
        Lab.dom0("modprobe vgem");
        Awaitility.await()
                .atMost(SOON)
                .untilAsserted(() -> assertThat(allocator("vgem")).startsWith("vgem:card"));
    }

    /** The name of the allocator that a driver's device serves, or why it serves none. */
    private static String allocator(String driver) {
        return Transom.rows("gem:devices").stream()
                .filter(row -> row.getString("driver").equals(driver))
                .map(row -> row.getString("allocator"))
                .findFirst()
                .orElse("there is no device of driver " + driver);
    }

    static Stream<List<String>> allocators() {
        return Stream.of(
                List.of("udmabuf", "transom.gem.mem"),
                List.of("system_heap", "transom.gem.mem"),
                List.of("memfd", "transom.gem.mem"),
                List.of("vgem", "transom.gem.drm"),
                List.of("virtio_gpu", "transom.gem.drm"));
    }

    @ParameterizedTest
    @MethodSource("allocators")
    void memoryOutlivesTheBundleThatMadeIt(List<String> driverAndBundle) {
        String allocator = allocator(driverAndBundle.get(0));
        List<JsonObject> before = Transom.rows("gem:list");
        List<JsonObject> kept = Transom.rows("keep:list");
        for (int bytes : SIZES) {
            Transom.shell("gem:make " + allocator + " it-" + bytes + " " + bytes);
        }
        assertThat(Transom.rows("gem:list")).hasSize(before.size() + SIZES.size());
        Transom.shell("transom:swap --limit 60000 " + driverAndBundle.get(1));
        assertThat(Transom.rows("gem:list")).as("nobody has taken it yet").hasSize(before.size());
        assertThat(Transom.rows("keep:list")).as("an fd and a record each").hasSize(kept.size() + 2 * SIZES.size());
        for (int bytes : SIZES) {
            assertThat(Transom.shell("gem:take " + allocator + " it-" + bytes))
                    .contains("all " + bytes / 4 + " words are right");
        }
        assertThat(Transom.rows("gem:list")).isEqualTo(before);
        assertThat(Transom.rows("keep:list")).isEqualTo(kept);
    }

    @ParameterizedTest
    @ValueSource(strings = {"udmabuf", "system_heap", "vgem", "virtio_gpu"})
    void nothingIsLeftOfWhatWasDropped(String driver) {
        String allocator = allocator(driver);
        round(allocator);
        long fds = fds();
        long dmaBufs = dmaBufs();
        for (int i = 0; i < 10; i++) {
            round(allocator);
        }
        assertThat(fds()).isLessThanOrEqualTo(fds);
        assertThat(dmaBufs()).as("in the kernel").isEqualTo(dmaBufs);
    }

    private static void round(String allocator) {
        Transom.shell("gem:make " + allocator + " round " + SIZES.get(0));
        Transom.shell("gem:take " + allocator + " round");
    }

    private static long fds() {
        return Long.parseLong(Lab.dom0("ls /proc/$(cat /run/transom/ready)/fd | wc -l"));
    }

    private static long dmaBufs() {
        return Long.parseLong(Lab.dom0("mountpoint -q /sys/kernel/debug || mount -t debugfs none /sys/kernel/debug;"
                + " grep -c exp_name /sys/kernel/debug/dma_buf/bufinfo || true"));
    }

    @Test
    void vgemTakesTheBuffersOfOtherDevices() {
        assertThat(Transom.rows("gem:show " + allocator("vgem")))
                .filteredOn(row -> row.getString("capability").equals("import of " + allocator("virtio_gpu")))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("available")).isEqualTo("yes"));
    }

    /** debugfs lists a device's clients: command, process, device, whether it is master. */
    @Test
    void theXServerIsMasterAndTransomIsNot() {
        String clients = Lab.dom0("mountpoint -q /sys/kernel/debug || mount -t debugfs none /sys/kernel/debug;"
                + " cat /sys/kernel/debug/dri/*/clients");
        assertThat(clients.lines().filter(line -> line.strip().startsWith("java")))
                .isNotEmpty()
                .allMatch(line -> line.strip().split("\\s+")[3].equals("n"));
        assertThat(clients.lines().filter(line -> line.strip().startsWith("Xorg")))
                .anyMatch(line -> line.strip().split("\\s+")[3].equals("y"));
    }
}
