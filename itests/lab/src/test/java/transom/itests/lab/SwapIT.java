package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that is between a guest and its window is replaced while the guests draw: a PVH guest with displif, a PV guest with vfb. */
@ExtendWith(LabLogs.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SwapIT {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final String SIZE = WIDTH + "x" + HEIGHT;

    /** An emulated processor needs most of a minute to start Felix. */
    private static final Duration BACK = Duration.ofMinutes(4);

    /** The longest time between two flips that a guest may see when the JVM is killed. */
    private static final int KILL_GAP_MILLIS = 1000;

    /** Linux' driver gives a flip up after 3.1 s. */
    private static final int GIVES_UP_MILLIS = 3000;

    /** Of a step: an emulated processor loads and starts a bundle in seconds. */
    private static final int LIMIT_MILLIS = 120_000;

    /** Of a step that is to fail. */
    private static final int FAULT_LIMIT_MILLIS = 15_000;

    /** Put there by {@code lab test}: NAME-FAULT.jar, and a Java that is not dom0's. */
    private static final String BAD_RELEASES = "/opt/transom-bad";

    private static final String OTHER_JAVA = "/opt/other-java";

    private static final List<String> BUNDLES = List.of(
            "transom.present.egl",
            "transom.gem.mem",
            "transom.xen.dev",
            "transom.guestfb.pv",
            "transom.keep",
            "transom.gem.api");

    /** A JVM that may not be ready yet. */
    private static final String ANY_JVM = "pgrep -f -o '[t]ransom.launcher.Main run'";

    private KmsGuest flipping;
    private Guest painting;
    private int seed = 1;

    @BeforeAll
    void guests() {
        createFlipping();
        painting = Guest.create("swappaint", SIZE);
        painting.awaitFramebufferConnected();
    }

    private void createFlipping() {
        flipping = KmsGuest.create("pvh", "swapflip", SIZE);
        flipping.open(0);
    }

    @AfterAll
    void destroy() {
        if (flipping != null) {
            flipping.close();
        }
        if (painting != null) {
            painting.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"present", "gem", "xen", "guest-fb", "transom.keep", "transom.gem.api"})
    void aBundleIsReplaced(String bundle) throws IOException {
        check(
                bundle,
                "good",
                GIVES_UP_MILLIS,
                () -> Transom.shell("transom:swap --limit " + LIMIT_MILLIS + " " + bundle));
    }

    @ParameterizedTest
    @MethodSource("badReleases")
    void aBadReleaseIsRefusedOrTakenBack(String bundle, String fault, String told) throws IOException {
        check(bundle, fault.replace('_', ' '), GIVES_UP_MILLIS, () -> {
            String before = version(bundle);
            var said = Lab.lab(
                    "shell",
                    "transom:update --limit " + FAULT_LIMIT_MILLIS + " " + BAD_RELEASES + "/" + bundle + "-" + fault
                            + ".jar");
            assertThat(said.status()).as("exit status of: %s", said.output()).isEqualTo(1);
            assertThat(said.output()).contains(told);
            assertThat(version(bundle)).as("what runs").isEqualTo(before);
        });
    }

    static List<Arguments> badReleases() {
        var all = new ArrayList<Arguments>();
        for (String bundle : BUNDLES) {
            all.add(Arguments.of(bundle, "does_not_resolve", "nothing was touched"));
            all.add(Arguments.of(bundle, "throws", "rolled back"));
            all.add(Arguments.of(bundle, "hangs", "rolled back"));
        }
        all.add(Arguments.of("transom.present.egl", "never_presents", "rolled back"));
        return all;
    }

    private static String version(String bundle) {
        return Transom.rows("transom:bundles").stream()
                .filter(row -> row.getString("bundle").equals(bundle))
                .map(row -> row.getString("version") + " " + row.getString("state"))
                .toList()
                .toString();
    }

    @Test
    void theFrameworkStartsAgain() throws IOException {
        check("Felix", "restart", GIVES_UP_MILLIS, () -> {
            Transom.shell("transom:restart");
            awaitShell();
        });
    }

    @Test
    void anotherJdkGoesOn() throws IOException {
        check(
                "JDK",
                "another",
                KILL_GAP_MILLIS,
                () -> Lab.dom0("transom restart --limit " + BACK.toSeconds() + " --java " + OTHER_JAVA));
    }

    @Test
    void theJvmIsKilled() throws IOException {
        check("JVM", "kill -9", KILL_GAP_MILLIS, () -> {
            String old = Lab.dom0("echo " + Transom.JVM);
            Lab.dom0("kill -9 " + old);
            awaitAnotherJvm(old);
        });
    }

    @Test
    void theJvmIsAwayForHalfAMinute() throws IOException {
        check("JVM", "away for 30 s", KILL_GAP_MILLIS, () -> {
            String old = Lab.dom0("echo " + Transom.JVM);
            // The next one stands still as soon as there is one.
            Lab.dom0("kill -9 " + old + "; until pid=$(" + ANY_JVM + ") && [ \"$pid\" != " + old
                    + " ]; do sleep 0.2; done; kill -STOP $pid; sleep 30; kill -CONT $pid");
            awaitAnotherJvm(old);
        });
    }

    private static void awaitShell() {
        Awaitility.await("the shell")
                .atMost(BACK)
                .until(() -> Lab.lab("shell", "transom:status").status() == 0);
    }

    private static void awaitAnotherJvm(String old) {
        Awaitility.await("another JVM, whose shell answers")
                .atMost(BACK)
                .until(() -> Lab.lab("run", "[ " + Transom.JVM + " != " + old + " ] && transom shell transom:status")
                                .status()
                        == 0);
    }

    /** Once more with another guest if the emulator has lost the one that there was. */
    private void check(String what, String how, int gapLimit, Runnable replace) throws IOException {
        try {
            checkOnce(what, how, gapLimit, replace);
        } catch (AssertionError | ConditionTimeoutException e) {
            if (!flipping.isLostByEmulator()) {
                throw e;
            }
            DisplifReport.progress("swap: the emulator has lost %s during '%s, %s'", flipping.name(), what, how);
            awaitShell();
            createFlipping();
            checkOnce(what, how, gapLimit, replace);
        }
    }

    private void checkOnce(String what, String how, int gapLimit, Runnable replace) throws IOException {
        painting.paint("run", "1");
        flipping.run(0);
        long started = System.nanoTime();
        KmsGuest.Flips flips;
        double seconds;
        try {
            replace.run();
            awaitShown();
            seconds = (System.nanoTime() - started) / 1e9;
        } finally {
            flips = flipping.still(0);
        }
        var complaints = flipping.complaints();
        SwapReport.add(new SwapReport.Row(what, how, seconds, flips, complaints));
        var wrong = new FramePictures(flipping.name()).of(WIDTH, HEIGHT, flips.frame());
        var all = new SoftAssertions();
        all.assertThat(complaints).as("the guest's kernel log").isEmpty();
        all.assertThat(flipping.connectorStatus()).as("the guest's connector").isEqualTo("connected");
        all.assertThat(flips.longestGapMillis())
                .as("milliseconds between two flips")
                .isLessThan(gapLimit);
        all.assertThat(wrong).as("wrong pixels").isEqualTo(FramePictures.Wrong.NONE);
        all.assertAll();
        assertThat(Lab.lab("guest", "states", flipping.name()).output()).contains("vdispl frontend 4 backend 4");
        painting.awaitFramebufferConnected();
        painting.paint("pattern", Integer.toString(++seed));
        painting.awaitPattern(WIDTH, HEIGHT, seed);
    }

    /** Both guests are shown again, and frames come. */
    private void awaitShown() {
        Awaitility.await("frames of both guests").atMost(BACK).untilAsserted(() -> {
            long before = frames();
            assertThat(frames()).isGreaterThan(before);
        });
    }

    private long frames() {
        var row = Transom.rows("present:list").stream()
                .filter(each -> each.getString("device").equals(flipping.label(0)))
                .findFirst();
        assertThat(row).as("what is shown of %s", flipping.label(0)).isPresent();
        return row.get().getJsonNumber("frames").longValue();
    }
}
