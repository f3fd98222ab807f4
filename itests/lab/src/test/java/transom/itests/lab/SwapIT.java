package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    private DrawingGuests guests;

    @BeforeAll
    void guests() {
        guests = DrawingGuests.create("swap");
    }

    @AfterAll
    void destroy() {
        if (guests != null) {
            guests.close();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"present", "gem", "xen", "guest-fb", "transom.keep", "transom.gem.api"})
    void aBundleIsReplaced(String bundle) throws IOException {
        guests.check(
                bundle,
                "good",
                GIVES_UP_MILLIS,
                () -> Transom.update("transom:swap --limit " + LIMIT_MILLIS + " " + bundle)
                        .expectSuccess());
    }

    @ParameterizedTest
    @MethodSource("badReleases")
    void aBadReleaseIsRefusedOrTakenBack(String bundle, String fault, String told) throws IOException {
        guests.check(bundle, fault.replace('_', ' '), GIVES_UP_MILLIS, () -> {
            String before = version(bundle);
            var said = Transom.update("transom:update --limit " + FAULT_LIMIT_MILLIS + " " + BAD_RELEASES + "/" + bundle
                    + "-" + fault + ".jar");
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
        guests.check("Felix", "restart", GIVES_UP_MILLIS, () -> {
            Transom.shell("transom:restart");
            DrawingGuests.awaitShell();
        });
    }

    @Test
    void anotherJdkGoesOn() throws IOException {
        guests.check(
                "JDK",
                "another",
                KILL_GAP_MILLIS,
                () -> Lab.dom0("transom restart --limit " + DrawingGuests.BACK.toSeconds() + " --java " + OTHER_JAVA));
    }

    @Test
    void theJvmIsKilled() throws IOException {
        guests.check("JVM", "kill -9", KILL_GAP_MILLIS, () -> {
            String old = Lab.dom0("echo " + Transom.JVM);
            Lab.dom0("kill -9 " + old);
            DrawingGuests.awaitAnotherJvm(old);
        });
    }

    @Test
    void theJvmIsAwayForHalfAMinute() throws IOException {
        guests.check("JVM", "away for 30 s", KILL_GAP_MILLIS, () -> {
            String old = Lab.dom0("echo " + Transom.JVM);
            // The next one stands still as soon as there is one.
            Lab.dom0("kill -9 " + old + "; until pid=$(" + ANY_JVM + ") && [ \"$pid\" != " + old
                    + " ]; do sleep 0.2; done; kill -STOP $pid; sleep 30; kill -CONT $pid");
            DrawingGuests.awaitAnotherJvm(old);
        });
    }
}
