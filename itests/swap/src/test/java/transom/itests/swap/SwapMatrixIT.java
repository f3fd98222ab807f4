package transom.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import transom.itests.support.BadReleases;
import transom.itests.support.Fault;
import transom.itests.support.GuestUnderTest;

/**
 * Everything that can be replaced, by what is good and by what is broken, while a vfb guest and a displif guest draw. After
 * each cell both are connected as they were, and every pixel is right.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapMatrixIT {

    private static final Path TABLE = Path.of("target");

    /** Parts as people name them, and a bundle of each that runs here. */
    private static final Map<String, String> PARTS = Map.of(
            "gem", "transom.gem.mem",
            "xen", "transom.xen.sim",
            "guest-fb", "transom.guestfb.pv",
            "present", "transom.present.headless",
            "keep", "transom.keep",
            "API gem", "transom.gem.api");

    private static final String GOOD = "good";

    /** What a guest counts that no update may cause. */
    private static final List<String> ERRORS = List.of("timeouts", "lateFlips", "refused", "dropped");

    private final SwapTable table = new SwapTable();
    private final List<Drawing> drawings = new ArrayList<>();
    private RunningProduct product;

    /** An update, and a way to know afterwards what came of it. */
    private interface Update {

        /** @return the outcome, for people */
        String go() throws Exception;
    }

    @BeforeAll
    void start() {
        assumeTrue(Files.isExecutable(RunningProduct.keeper()), "no keeper was built: there is no C compiler");
        product = RunningProduct.start();
        drawings.add(new Drawing(product, product.guest("vfb", "--size", "320x240"), false));
        drawings.add(new Drawing(
                product,
                product.guest("displif", "--protocol", "displif", "--be-alloc", "1", "--size", "320x240"),
                true));
        drawings.forEach(Drawing::awaitDrawing);
    }

    @AfterAll
    void end() throws IOException {
        table.write(TABLE);
        drawings.forEach(Drawing::close);
        if (product != null) {
            product.close();
        }
    }

    @TestFactory
    Stream<DynamicTest> everyPartIsReplaced() {
        return PARTS.keySet().stream()
                .sorted()
                .map(part -> cell(
                        part, GOOD, () -> ended(product.script("swap", PARTS.get(part)), "exit status 0", "replaced")));
    }

    @TestFactory
    Stream<DynamicTest> whatDoesNotResolveIsRefused() {
        return each(Fault.DOES_NOT_RESOLVE);
    }

    @TestFactory
    Stream<DynamicTest> whatThrowsIsRolledBack() {
        return each(Fault.THROWS);
    }

    @TestFactory
    Stream<DynamicTest> whatHangsIsRolledBack() {
        return each(Fault.HANGS);
    }

    @TestFactory
    Stream<DynamicTest> whatShowsNothingIsRolledBack() {
        return Stream.of(broken("present", Fault.NEVER_PRESENTS));
    }

    @TestFactory
    Stream<DynamicTest> theProcessIsReplaced() {
        return Stream.of(
                cell("Felix", "restart", () -> {
                    product.restartFelix();
                    return "replaced";
                }),
                cell("JVM", "kill -9", () -> {
                    long jvm = product.jvm();
                    RunningProduct.kill(jvm);
                    product.awaitOtherJvm(jvm);
                    return "replaced";
                }),
                cell("JVM", "restart", () -> ended(product.script("restart"), "exit status 0", "replaced")),
                cell("JDK", "another", () -> {
                    String other = OtherJava.home();
                    assumeTrue(!other.isEmpty(), "this machine has one JDK");
                    return ended(product.script("restart", "--java", other), "exit status 0", "replaced");
                }),
                cell(
                        "JDK",
                        "is none",
                        () -> ended(product.script("restart", "--java", "/nowhere"), "exit status 1", "refused")));
    }

    private static String ended(String said, String wanted, String outcome) {
        assertThat(said).contains(wanted);
        return outcome;
    }

    private Stream<DynamicTest> each(Fault fault) {
        return PARTS.keySet().stream().sorted().map(part -> broken(part, fault));
    }

    private DynamicTest broken(String part, Fault fault) {
        return cell(part, fault.toString(), () -> {
            String bundle = PARTS.get(part);
            Path jar = BadReleases.write(bundle, fault, product.folder().resolve("broken.jar"));
            String before = product.version(bundle);
            String said = product.script("update", jar.toString());
            assertThat(said).as("what is said of it").contains(fault.told()).contains("exit status 1");
            assertThat(product.version(bundle)).as("what runs").isEqualTo(before);
            assertThat(product.shell("transom:history")).contains(fault.outcome());
            return fault.outcome();
        });
    }

    private DynamicTest cell(String replaced, String update, Update act) {
        return DynamicTest.dynamicTest(replaced + ", " + update, () -> {
            List<Long> before = new ArrayList<>();
            for (Drawing drawing : drawings) {
                before.add(errors(drawing.guest().tell("pace")));
            }
            String outcome = act.go();
            for (int i = 0; i < drawings.size(); i++) {
                Drawing drawing = drawings.get(i);
                drawing.awaitDrawing();
                String pace = drawing.guest().tell("pace");
                table.add(new SwapTable.Row(
                        replaced,
                        update,
                        outcome,
                        drawing.guest().name(),
                        number(pace, "longestGapMicros") / 1000.0,
                        number(pace, "missedFrames"),
                        errors(pace) - before.get(i)));
            }
            for (Drawing drawing : drawings) {
                drawing.assertUndisturbed();
                drawing.awaitSamePixels();
                drawing.guest().tell("resume");
            }
        });
    }

    private static long number(String answer, String field) {
        return GuestUnderTest.number(answer, field);
    }

    private static long errors(String status) {
        return ERRORS.stream()
                .filter(name -> status.contains('"' + name + '"'))
                .mapToLong(name -> number(status, name))
                .sum();
    }
}
