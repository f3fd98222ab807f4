package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntBinaryOperator;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.xen.DomId;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.control.Toolstack;
import transom.xen.sim.internal.machine.Simulator;

/** The program in a process of its own. */
@Timeout(60)
class MainTest {

    @TempDir
    Path directory;

    private Simulator simulator;
    private Process process;
    private BufferedReader out;
    private Writer in;

    @BeforeEach
    void start() {
        simulator = Simulator.start(new SimSockets(directory));
    }

    @AfterEach
    void stop() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
        }
        simulator.close();
    }

    private void launch(String... options) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName()));
        command.addAll(List.of(options));
        process = new ProcessBuilder(command)
                .redirectError(new File(directory.getParent().toFile(), "guest-sim-test.err"))
                .start();
        out = new BufferedReader(new InputStreamReader(process.getInputStream()));
        in = new OutputStreamWriter(process.getOutputStream());
    }

    private String ask(String command) throws IOException {
        in.write(command + "\n");
        in.flush();
        return out.readLine();
    }

    @ParameterizedTest
    @CsvSource({"32, 64, 0, 0", "24, 64, 1000, 0", "16, 32, 0, 0", "8, 64, 333, 0", "32, 32, 1300, 4096"})
    void thePictureItMeansIsWhatItsPagesShow(int depth, int abi, int lineLength, int offset) throws Exception {
        List<String> options = new ArrayList<>(List.of("--control", directory.toString(), "--size", "320x200"));
        options.addAll(List.of("--depth", "" + depth, "--abi", "" + abi, "--offset", "" + offset));
        if (lineLength > 0) {
            options.addAll(List.of("--line-length", "" + lineLength));
        }
        launch(options.toArray(String[]::new));
        assertThat(out.readLine()).contains("\"event\":\"ready\"");
        try (TestBackend backend = new TestBackend(directory, new DomId(1))) {
            backend.connect();
            Awaitility.await().until(() -> backend.poll() >= 0 && backend.updates.size() > 100);
            Path file = directory.resolve("picture.png");
            CompletableFuture<String> frozen = CompletableFuture.supplyAsync(() -> quietly("freeze"));
            Awaitility.await().until(() -> backend.poll() == 0 && frozen.isDone());
            assertThat(frozen.get()).contains("\"ok\":true").contains("\"consumed\":true");
            assertThat(ask("picture " + file)).contains("\"ok\":true");
            assertSame(file, backend::shown);
            Files.delete(file);
            assertThat(backend.updates).anyMatch(box -> box.width() < 320 && box.height() < 200);
        }
        in.close();
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"32, 0", "24, 0", "16, 0", "32, 1", "16, 1"})
    void thePictureItMeansIsWhatItsFramebufferShows(int depth, int backendAllocates) throws Exception {
        launch(
                "--control",
                directory.toString(),
                "--protocol",
                "displif",
                "--be-alloc",
                "" + backendAllocates,
                "--size",
                "320x200",
                "--depth",
                "" + depth);
        assertThat(out.readLine()).contains("\"event\":\"ready\"");
        try (TestDisplBackend backend = new TestDisplBackend(directory, new DomId(1))) {
            backend.connect();
            Awaitility.await().until(() -> backend.poll() && backend.operations.size() > 50);
            Path file = directory.resolve("picture.png");
            CompletableFuture<String> frozen = CompletableFuture.supplyAsync(() -> quietly("freeze"));
            Awaitility.await().until(() -> !backend.poll() && frozen.isDone());
            assertThat(frozen.get()).contains("\"ok\":true").contains("\"consumed\":true");
            assertThat(ask("picture " + file)).contains("\"ok\":true").contains("\"protocol\":\"displif\"");
            assertSame(file, backend::shown);
            Files.delete(file);
        }
        assertThat(ask("quit")).contains("\"ok\":true");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private String quietly(String command) {
        try {
            return ask(command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void assertSame(Path file, IntBinaryOperator shown) throws IOException {
        BufferedImage picture = ImageIO.read(file.toFile());
        assertThat(picture.getWidth()).isEqualTo(320);
        for (int y = 0; y < 200; y++) {
            for (int x = 0; x < 320; x++) {
                if ((picture.getRGB(x, y) & 0xffffff) != shown.applyAsInt(x, y)) {
                    throw new AssertionError("pixel " + x + "," + y + ": meant "
                            + Integer.toHexString(picture.getRGB(x, y)) + ", shown "
                            + Integer.toHexString(shown.applyAsInt(x, y)));
                }
            }
        }
    }

    @Test
    void whenTheDomainIsDestroyedItSaysSoAndEnds() throws Exception {
        launch("--control", directory.toString());
        assertThat(out.readLine()).contains("ready");
        try (Toolstack toolstack = Toolstack.connect(new SimSockets(directory))) {
            toolstack.destroy(new DomId(1));
        }
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(3);
    }

    @Test
    void commandsThatAreWrongAreAnswered() throws Exception {
        launch("--control", directory.toString(), "--size", "64x48");
        assertThat(out.readLine()).contains("ready");
        assertThat(ask("draw")).contains("\"ok\":false").contains("known: freeze");
        assertThat(ask("picture")).contains("usage: picture FILE");
        assertThat(ask("picture /none/such/file.png")).contains("\"ok\":false").contains("NoSuchFile");
        assertThat(ask("resize 10x10")).contains("does not offer feature-resize");
        assertThat(ask("status")).contains("\"state\":3").contains("\"framesDrawn\":1");
        assertThat(ask("quit")).contains("\"ok\":true");
        assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    @Test
    void wrongUsageAndNoSimulatorHaveTheirOwnStatus() throws Exception {
        launch("--control", directory.toString(), "--depth", "15");
        assertThat(process.waitFor()).isEqualTo(2);
        launch("--control", directory.resolve("none").toString());
        assertThat(process.waitFor()).isEqualTo(3);
    }
}
