package transom.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.itests.support.Dist;
import transom.itests.support.Eventually;
import transom.itests.support.Rewritten;

/** {@code transom dev}: what a build writes replaces what runs, while a guest flips. */
class DevIT {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String BACKEND = "transom.guestfb.pv";

    @TempDir
    Path checkout;

    @BeforeAll
    static void thereIsAKeeper() {
        assumeTrue(Files.isExecutable(RunningProduct.keeper()), "no keeper was built: there is no C compiler");
    }

    @Test
    void whatABuildWritesReplacesWhatRuns() throws Exception {
        Path target = Files.createDirectories(checkout.resolve("bundles/guest-fb/pv/target"));
        Path shipped = Dist.jar(BACKEND);
        Path jar = Files.copy(shipped, target.resolve(shipped.getFileName()));
        try (RunningProduct product = RunningProduct.start();
                Drawing drawing = new Drawing(
                        product,
                        product.guest("dev", "--protocol", "displif", "--be-alloc", "1", "--size", "320x240"),
                        true)) {
            drawing.awaitDrawing();
            Process dev = product.begin("dev", "--until", "2", checkout.toString());
            BufferedReader said = dev.inputReader();
            assertThat(said.readLine()).contains("watching 1 jars");

            // A broken build harms nothing, and the next one is taken.
            new Rewritten(shipped).version("0.1.1").importing("no.such.package").write(checkout.resolve("next"));
            Files.move(checkout.resolve("next"), jar, StandardCopyOption.REPLACE_EXISTING);
            awaitLine(said, "nothing was touched");
            assertThat(product.version(BACKEND)).startsWith("0.1.0");

            new Rewritten(shipped).version("0.1.2").write(checkout.resolve("next"));
            long begun = System.nanoTime();
            Files.move(checkout.resolve("next"), jar, StandardCopyOption.REPLACE_EXISTING);
            Eventually.isTrue(
                    "the new one runs", SOON, () -> product.version(BACKEND).startsWith("0.1.2"));
            System.out.printf("transom dev: built to runs in %d ms%n", (System.nanoTime() - begun) / 1_000_000);
            said.lines().forEach(line -> {});
            assertThat(dev.waitFor()).isZero();

            drawing.awaitDrawing();
            drawing.assertUndisturbed();
            drawing.awaitSamePixels();
            assertThat(product.folder().resolve("state/state.json"))
                    .as("nothing is kept for the next start")
                    .content()
                    .doesNotContain("0.1.2\"");
        }
    }

    private static void awaitLine(BufferedReader said, String part) throws Exception {
        StringBuilder all = new StringBuilder();
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            all.append(line).append('\n');
            if (line.contains(part)) {
                return;
            }
        }
        throw new AssertionError("'" + part + "' was not said: " + all);
    }
}
