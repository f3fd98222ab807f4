package transom.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.itests.support.Eventually;

/** The JVM, and the keeper, die or are replaced: guests stay connected, their memory stays theirs, they draw on. */
class UnderKeeperIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @BeforeAll
    static void thereIsAKeeper() {
        assumeTrue(Files.isExecutable(RunningProduct.keeper()), "no keeper was built: there is no C compiler");
    }

    private static Drawing drawing(RunningProduct product, String protocol) {
        String[] options = switch (protocol) {
            case "vfb" -> new String[] {"--size", "320x240"};
            case "be-alloc" -> new String[] {"--protocol", "displif", "--be-alloc", "1", "--size", "320x240"};
            default -> new String[] {"--protocol", "displif", "--be-alloc", "0", "--size", "320x240"};
        };
        return new Drawing(product, product.guest(protocol, options), !protocol.equals("vfb"));
    }

    /** When each thing came to be held for a guest, by name. */
    private static TreeMap<String, String> kept(RunningProduct product) {
        TreeMap<String, String> kept = new TreeMap<>();
        for (JsonObject row : product.rows("keep:list")) {
            if (!row.isNull("domain")) {
                kept.put(row.getString("kind") + " " + row.getString("name"), row.getString("since"));
            }
        }
        return kept;
    }

    @ParameterizedTest
    @ValueSource(strings = {"vfb", "be-alloc", "displif"})
    void aKilledJvmLosesNothing(String protocol) throws Exception {
        try (RunningProduct product = RunningProduct.start()) {
            try (Drawing drawing = drawing(product, protocol)) {
                drawing.awaitDrawing();
                TreeMap<String, String> before = kept(product);
                for (int i = 0; i < 2; i++) {
                    long jvm = product.jvm();
                    RunningProduct.kill(jvm);
                    product.awaitOtherJvm(jvm);
                    drawing.awaitDrawing();
                    drawing.assertUndisturbed();
                }
                assertThat(kept(product)).as("what is kept, and since when").containsAllEntriesOf(before);
                assertThat(product.rows("keep:list"))
                        .allSatisfy(row -> assertThat(row.getString("where")).isEqualTo("keeper"));
                drawing.awaitSamePixels();
            }
            Eventually.isTrue(
                    "nothing is left: " + kept(product),
                    SOON,
                    () -> kept(product).isEmpty());
        }
    }

    @Test
    void aKilledKeeperLosesNothingUnderAnother() throws Exception {
        try (RunningProduct product =
                RunningProduct.start(RunningProduct.keeper().toString(), "--")) {
            try (Drawing drawing = drawing(product, "be-alloc")) {
                drawing.awaitDrawing();
                TreeMap<String, String> before = kept(product);
                long jvm = product.jvm();
                RunningProduct.kill(product.keeperPid());
                product.awaitOtherJvm(jvm);
                drawing.awaitDrawing();
                drawing.assertUndisturbed();
                assertThat(kept(product)).containsAllEntriesOf(before);
                assertThat(product.rows("keep:list"))
                        .allSatisfy(row -> assertThat(row.getString("where")).isEqualTo("keeper+keeper"));
                drawing.awaitSamePixels();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"vfb", "be-alloc", "displif"})
    void theBundleKeepIsReplaced(String protocol) throws Exception {
        try (RunningProduct product = RunningProduct.start()) {
            try (Drawing drawing = drawing(product, protocol)) {
                drawing.awaitDrawing();
                TreeMap<String, String> before = kept(product);
                for (int i = 0; i < 3; i++) {
                    assertThat(product.script("swap", "transom.keep")).contains("exit status 0");
                    drawing.awaitDrawing();
                    drawing.assertUndisturbed();
                }
                assertThat(kept(product)).containsAllEntriesOf(before);
                drawing.awaitSamePixels();
            }
        }
    }

    @Test
    void theJvmIsReplacedByOrder() throws Exception {
        try (RunningProduct product = RunningProduct.start()) {
            try (Drawing drawing = drawing(product, "be-alloc")) {
                drawing.awaitDrawing();
                long jvm = product.jvm();
                assertThat(product.script("restart", "--java", "/nowhere"))
                        .contains("--java '/nowhere'", "/nowhere/bin/java", "exit status 1");
                assertThat(product.jvm()).isEqualTo(jvm);
                assertThat(product.script("restart")).contains("the JVM was replaced", "exit status 0");
                drawing.awaitDrawing();
                String other = OtherJava.home();
                if (!other.isEmpty()) {
                    assertThat(product.script("restart", "--java", other)).contains(other, "exit status 0");
                    drawing.awaitDrawing();
                    RunningProduct.kill(product.jvm());
                    product.awaitOtherJvm(product.jvm());
                    assertThat(ProcessHandle.of(product.jvm())
                                    .orElseThrow()
                                    .info()
                                    .command())
                            .hasValueSatisfying(java -> assertThat(java).startsWith(other));
                }
                drawing.awaitDrawing();
                drawing.assertUndisturbed();
                drawing.awaitSamePixels();
            }
        }
    }

    @Test
    void whatAGuestNeededGoesWhenItVanishesWhileThereIsNoJvm() throws Exception {
        try (RunningProduct product = RunningProduct.start()) {
            Drawing vfb = drawing(product, "vfb");
            Drawing granted = drawing(product, "be-alloc");
            Drawing own = drawing(product, "displif");
            for (Drawing drawing : List.of(vfb, granted, own)) {
                drawing.awaitDrawing();
            }
            assertThat(kept(product)).isNotEmpty();
            try (SlowJava java = SlowJava.of(product.folder())) {
                long jvm = product.jvm();
                RunningProduct.kill(jvm);
                java.awaitAsked();
                for (Drawing drawing : Arrays.asList(vfb, granted, own)) {
                    drawing.close();
                }
                java.letGo();
                product.awaitOtherJvm(jvm);
            }
            Eventually.isTrue(
                    "nothing is left: " + kept(product),
                    SOON,
                    () -> kept(product).isEmpty());
        }
    }
}
