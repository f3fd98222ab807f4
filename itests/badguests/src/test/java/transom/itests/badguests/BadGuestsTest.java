package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import transom.guestfb.DisplayInfo;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.xen.DeviceId;
import transom.xen.XenbusState;
import transom.xen.sim.control.LeakCheck;

/** Each bad guest loses its own device with one log line, leaves nothing behind, and nobody else notices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadGuestsTest {

    private static final String DISPLAY_OFF = ", its display is off";
    private static final String KEYBOARD_OFF = ", its keyboard and pointer are off";

    private Dom0 dom0;
    private RawGuest good;
    private long seed;

    @BeforeAll
    void start(@TempDir Path directory) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        dom0 = new Dom0(directory).startBackend();
        good = new RawGuest(dom0.sockets, "good");
        connectDisplay(good);
        goodDrawsOn();
    }

    @AfterAll
    void stop() {
        good.close();
        dom0.close();
        Awaitility.reset();
    }

    private void awaitState(DeviceId device, XenbusState state) {
        await(device + " is " + state).until(() -> dom0.backendState(device) == state);
    }

    private void connectDisplay(RawGuest guest) {
        awaitState(guest.vfb, XenbusState.INIT_WAIT);
        guest.connectDisplay();
        awaitState(guest.vfb, XenbusState.CONNECTED);
        guest.state(guest.vfb, XenbusState.CONNECTED);
    }

    /** Noise that it never drew before, so that an old frame cannot pass for it. */
    private void goodDrawsOn() {
        drawsOn(good);
    }

    private void drawsOn(RawGuest guest) {
        byte[] pixels = guest.draw(RawGuest.LAYOUT, ++seed);
        await("frames of " + guest.vfb)
                .untilAsserted(() ->
                        assertThat(dom0.presenter.picture(guest.vfb).pixels()).isEqualTo(pixels));
    }

    static Stream<BadGuest> badDisplays() {
        return Stream.of(BadPages.all(), BadRings.all(), BadStoreValues.all()).flatMap(rows -> rows);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badDisplays")
    void aBadDisplay(BadGuest row) {
        LeakCheck leaks = dom0.leakCheck();
        try (LogLines log = new LogLines();
                RawGuest bad = new RawGuest(dom0.sockets, "bad")) {
            awaitState(bad.vfb, XenbusState.INIT_WAIT);
            row.before().accept(bad);
            bad.connectDisplay();
            if (row.after() != null) {
                awaitState(bad.vfb, XenbusState.CONNECTED);
                bad.state(bad.vfb, XenbusState.CONNECTED);
                row.after().accept(bad);
            }
            awaitState(bad.vfb, XenbusState.CLOSED);

            DisplayInfo info = dom0.display(bad.vfb).orElseThrow();
            assertThat(info.fault().orElse("")).containsPattern(pattern(row));
            assertThat(info.mode()).isEmpty();
            assertThat(dom0.presenter.shows(bad.vfb)).isFalse();
            assertThat(leaks.leaks()).allMatch(line -> line.startsWith("watch of"));
            goodDrawsOn();

            bad.die();
            await().untilAsserted(leaks::assertNone);
            assertThat(dom0.keep.list())
                    .as("the good guest's channel and no other")
                    .allMatch(entry -> entry.name().startsWith("xen/channel/" + KeptConnections.name(good.vfb)));
            assertOneLine(log.lines(), bad.vfb, row, DISPLAY_OFF);
        }
    }

    /** A row's text as it stands, or one of several. */
    private static Pattern pattern(BadGuest row) {
        return row.line().matches("[A-Z|]+") ? Pattern.compile(row.line()) : Pattern.compile(Pattern.quote(row.line()));
    }

    private static void assertOneLine(List<String> lines, DeviceId device, BadGuest row, String loss) {
        assertThat(lines).as("lines at WARN or above").hasSize(1);
        assertThat(lines.get(0))
                .startsWith(device + ": ")
                .containsPattern(pattern(row))
                .endsWith(loss);
        assertThat(lines.get(0)).doesNotContain("\n").hasSizeLessThan(250);
    }

    static Stream<BadGuest> badKeyboards() {
        return BadKeyboards.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badKeyboards")
    void aBadKeyboardKeepsItsDisplay(BadGuest row) {
        LeakCheck leaks = dom0.leakCheck();
        try (LogLines log = new LogLines();
                RawGuest bad = new RawGuest(dom0.sockets, "bad")) {
            connectDisplay(bad);
            awaitState(bad.vkbd, XenbusState.INIT_WAIT);
            row.before().accept(bad);
            bad.connectKeyboard();
            if (row.after() != null) {
                awaitState(bad.vkbd, XenbusState.CONNECTED);
                row.after().accept(bad);
            }
            awaitState(bad.vkbd, XenbusState.CLOSED);

            drawsOn(bad);
            goodDrawsOn();
            bad.die();
            await().untilAsserted(leaks::assertNone);
            assertOneLine(log.lines(), bad.vkbd, row, KEYBOARD_OFF);
        }
    }

    @Test
    void oneThatComesAndGoesForEver() {
        LeakCheck leaks = dom0.leakCheck();
        BadGuest row = BadGuest.early("", "it connects too often", guest -> {});
        try (LogLines log = new LogLines();
                RawGuest bad = new RawGuest(dom0.sockets, "bad")) {
            for (int i = 0; dom0.display(bad.vfb).flatMap(DisplayInfo::fault).isEmpty(); i++) {
                assertThat(i).as("connects").isLessThan(1000);
                bad.connectDisplay();
                bad.state(bad.vfb, XenbusState.CONNECTED);
                await().until(() -> dom0.backendState(bad.vfb) == XenbusState.CONNECTED
                        || dom0.display(bad.vfb).orElseThrow().fault().isPresent());
                bad.state(bad.vfb, XenbusState.INITIALISING);
                await().until(() -> dom0.backendState(bad.vfb) == XenbusState.INIT_WAIT);
            }
            for (int i = 0; i < 300; i++) {
                bad.state(bad.vfb, i % 2 == 0 ? XenbusState.CONNECTED : XenbusState.CLOSED);
            }
            goodDrawsOn();
            bad.die();
            await().untilAsserted(leaks::assertNone);
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).startsWith(bad.vfb + ": " + row.line() + DISPLAY_OFF);
        }
    }

    @Test
    void oneThatDiesInTheMidstOfADraw() {
        LeakCheck leaks = dom0.leakCheck();
        try (LogLines log = new LogLines();
                RawGuest bad = new RawGuest(dom0.sockets, "bad")) {
            connectDisplay(bad);
            bad.resize(80, 60, 640, 32, 0);
            bad.draw(RawGuest.LAYOUT, 1);
            bad.die();
            goodDrawsOn();
            await().untilAsserted(leaks::assertNone);
            assertThat(dom0.presenter.shows(bad.vfb)).isFalse();
            assertThat(log.lines()).isEmpty();
        }
    }
}
