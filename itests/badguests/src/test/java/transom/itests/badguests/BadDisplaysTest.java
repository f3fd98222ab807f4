package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static transom.itests.badguests.RawDisplayGuest.DBUF;
import static transom.itests.badguests.RawDisplayGuest.FB;
import static transom.itests.badguests.RawDisplayGuest.HEIGHT;
import static transom.itests.badguests.RawDisplayGuest.WIDTH;
import static transom.itests.badguests.RawDisplayGuest.config;
import static transom.itests.badguests.RawDisplayGuest.flip;

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
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.XenErrno;
import transom.xen.XenbusState;
import transom.xen.sim.control.LeakCheck;

/**
 * Guests that misuse displif: whose rings are sound are refused what cannot be and go on, the others lose their display;
 * either with one log line. They leave nothing behind, and nobody else notices.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadDisplaysTest {

    private static final String DISPLAY_OFF = ", its display is off";

    private Dom0 dom0;
    private RawDisplayGuest good;
    private long seed;

    @BeforeAll
    void start(@TempDir Path directory) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        dom0 = new Dom0(directory).startBackend();
        good = new RawDisplayGuest(dom0.sockets, "good");
        connect(good);
        good.light();
        drawsOn(good);
    }

    @AfterAll
    void stop() {
        good.close();
        dom0.close();
        Awaitility.reset();
    }

    private void awaitState(RawDisplayGuest guest, XenbusState state) {
        await(guest.vdispl + " is " + state).until(() -> dom0.backendState(guest.vdispl) == state);
    }

    private void connect(RawDisplayGuest guest) {
        awaitState(guest, XenbusState.INIT_WAIT);
        guest.connect();
        awaitState(guest, XenbusState.CONNECTED);
        guest.state(XenbusState.CONNECTED);
    }

    /** Both buffers, by noise that was never drawn before, so that an old frame cannot pass for it. */
    private void drawsOn(RawDisplayGuest guest) {
        for (int buffer = 0; buffer < 2; buffer++) {
            draws(guest, buffer);
        }
    }

    private void draws(RawDisplayGuest guest, int buffer) {
        byte[] pixels = guest.draw(buffer, ++seed);
        assertThat(guest.show(buffer)).as("status of a flip of " + guest.vdispl).isZero();
        await("frames of " + guest.vdispl)
                .untilAsserted(
                        () -> assertThat(dom0.presenter.picture(guest.vdispl).pixels())
                                .isEqualTo(pixels));
    }

    /** Lets a guest be bad, and looks that nothing of it stays and the good one goes on. */
    private void misuse(Misuse misuse) {
        LeakCheck leaks = dom0.leakCheck();
        try (LogLines log = new LogLines();
                RawDisplayGuest bad = new RawDisplayGuest(dom0.sockets, "bad")) {
            misuse.by(bad, log);
            drawsOn(good);
            bad.die();
            await().untilAsserted(leaks::assertNone);
            assertThat(dom0.presenter.shows(bad.vdispl)).isFalse();
        }
    }

    private interface Misuse {
        void by(RawDisplayGuest bad, LogLines log);
    }

    static Stream<BadDisplay> refused() {
        return Stream.concat(RefusedBuffers.all(), RefusedRequests.all());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void aRequestIsRefusedAndTheDisplayGoesOn(BadDisplay row) {
        misuse((bad, log) -> {
            connect(bad);
            bad.light();
            row.act().accept(bad);
            assertThat(bad.ask(row.request())).isEqualTo(row.status());

            assertThat(bad.ask(config(FB[0], 0, 0, WIDTH, HEIGHT))).isZero();
            draws(bad, 0);
            assertThat(dom0.display(bad.vdispl).orElseThrow().fault()).isEmpty();
            assertLine(log.lines(), bad, row);
        });
    }

    private static void assertLine(List<String> lines, RawDisplayGuest bad, BadDisplay row) {
        assertThat(lines).as("lines at WARN or above").hasSize(1);
        assertThat(lines.get(0))
                .startsWith(bad.vdispl.toString())
                .containsPattern(Pattern.quote(row.line()))
                .doesNotContain("\n")
                .hasSizeLessThan(250);
    }

    static Stream<BadDisplay> broken() {
        return BrokenDisplays.all();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("broken")
    void aBrokenOneLosesItsDisplay(BadDisplay row) {
        misuse((bad, log) -> {
            if (row.early() != null) {
                awaitState(bad, XenbusState.INIT_WAIT);
                row.early().accept(bad);
                bad.connect();
            } else {
                connect(bad);
                bad.light();
                row.act().accept(bad);
            }
            awaitState(bad, XenbusState.CLOSED);

            DisplayInfo info = dom0.display(bad.vdispl).orElseThrow();
            assertThat(info.fault().orElse("")).contains(row.line());
            assertThat(dom0.presenter.shows(bad.vdispl)).isFalse();
            assertLine(log.lines(), bad, row);
            assertThat(log.lines().get(0)).endsWith(DISPLAY_OFF);
        });
    }

    @Test
    void aFullRingIsAnsweredInOrder() {
        misuse((bad, log) -> {
            connect(bad);
            bad.light();
            int prod = bad.ringPage().getInt(Displif.REQ_PROD);
            int first = 0;
            for (int i = 0; i < Displif.RING_SLOTS; i++) {
                int id = bad.send(flip(FB[1 - i % 2]));
                first = i == 0 ? id : first;
            }
            assertThat(bad.ringPage().getInt(Displif.REQ_PROD)).isEqualTo(prod + Displif.RING_SLOTS);
            for (int i = 0; i < Displif.RING_SLOTS; i++) {
                int expected = first + i;
                await("answer " + i).until(bad.connector(0)::answer, answer -> answer == expected);
            }
            await().until(() -> bad.connector(0).readEvents() == Displif.RING_SLOTS);
            draws(bad, 0);
            assertThat(log.lines()).isEmpty();
        });
    }

    @Test
    void operationsThatNobodyHasAreOneLine() {
        misuse((bad, log) -> {
            connect(bad);
            for (int operation = Displif.OP_GET_EDID + 1; operation < 256; operation++) {
                int unknown = operation;
                assertThat(bad.ask((ring, id) -> DisplRequests.operation(ring, id, unknown)))
                        .isEqualTo(-XenErrno.EOPNOTSUPP);
            }
            assertThat(log.lines()).hasSize(1);
        });
    }

    @Test
    void whoNeverReadsItsEventsIsToldAllTheSame() {
        misuse((bad, log) -> {
            connect(bad);
            bad.light();
            for (int i = 0; i < 2 * Displif.IN_RING_SLOTS; i++) {
                assertThat(bad.ask(flip(FB[i % 2]))).isZero();
            }
            assertThat(bad.eventPage().getInt(Displif.IN_PROD)).isEqualTo(2 * Displif.IN_RING_SLOTS);
            drawsOn(good);
            assertThat(log.lines()).isEmpty();
        });
    }

    @Test
    void whoWritesIntoItsPagesConfusesItselfOnly() {
        misuse((bad, log) -> {
            connect(bad);
            bad.light();
            bad.eventPage().putInt(Displif.IN_CONS, 0x7fff_ffff);
            bad.eventPage().putInt(Displif.IN_PROD, 0x1234_5678);
            bad.ringPage().putInt(Displif.RSP_EVENT, -1);
            bad.ringPage().putInt(Displif.REQ_EVENT, -1);
            for (int i = 64; i < 4096; i += 4) {
                bad.eventPage().putInt(i, -1);
            }
            assertThat(bad.ask(flip(FB[1]))).isZero();
            assertThat(bad.eventPage().getInt(Displif.IN_PROD)).isEqualTo(1);
            bad.ringPage().putInt(Displif.RSP_PROD, 0x1234_5678);
            bad.send(flip(FB[0]));
            await().until(() -> bad.eventPage().getInt(Displif.IN_PROD) == 2);
            drawsOn(good);
            assertThat(log.lines()).isEmpty();
        });
    }

    @Test
    void aDirectoryThatChangesAfterwardsChangesNothing() {
        misuse((bad, log) -> {
            connect(bad);
            bad.light();
            for (int i = 0; i < 4096; i += 4) {
                bad.directory(0).putInt(i, -1);
                bad.directory(1).putInt(i, 0);
            }
            drawsOn(bad);
            assertThat(bad.ask(RawDisplayGuest.destroy(DBUF[0]))).isZero();
            assertThat(log.lines()).isEmpty();
        });
    }

    @Test
    void oneThatDiesWithAFullRing() {
        misuse((bad, log) -> {
            connect(bad);
            bad.light();
            for (int i = 0; i < Displif.RING_SLOTS; i++) {
                bad.send(flip(FB[1 - i % 2]));
            }
            bad.die();
            drawsOn(good);
            assertThat(log.lines()).isEmpty();
        });
    }

    @Test
    void oneThatDiesWhileItsBufferIsMade() {
        misuse((bad, log) -> {
            connect(bad);
            bad.send(RawDisplayGuest.create(0));
            bad.die();
            drawsOn(good);
            assertThat(log.lines().size()).isLessThanOrEqualTo(1);
        });
    }

    @Test
    void oneThatReadsThePictureSizeFromItsOwnFlags() {
        misuse((bad, log) -> {
            connect(bad);
            // Linux leaves in the flags what the slot held before.
            assertThat(bad.ask((ring, id) -> DisplRequests.dbufCreate(
                            ring,
                            id,
                            DBUF[0],
                            WIDTH,
                            HEIGHT,
                            32,
                            RawDisplayGuest.SIZE,
                            -1,
                            RawDisplayGuest.directoryRef(0),
                            0)))
                    .isZero();
            assertThat(bad.ask(RawDisplayGuest.attach(0))).isZero();
            assertThat(bad.ask(config(FB[0], 0, 0, WIDTH, HEIGHT))).isZero();
            draws(bad, 0);
            assertThat(log.lines()).isEmpty();
        });
    }

    @Test
    void oneThatComesAndGoesForEver() {
        misuse((bad, log) -> {
            for (int i = 0; dom0.display(bad.vdispl).flatMap(DisplayInfo::fault).isEmpty(); i++) {
                assertThat(i).as("connects").isLessThan(1000);
                bad.connect();
                bad.state(XenbusState.CONNECTED);
                await().until(() -> dom0.backendState(bad.vdispl) == XenbusState.CONNECTED
                        || dom0.display(bad.vdispl).flatMap(DisplayInfo::fault).isPresent());
                bad.state(XenbusState.INITIALISING);
                await().until(() -> dom0.backendState(bad.vdispl) == XenbusState.INIT_WAIT
                        || dom0.display(bad.vdispl).flatMap(DisplayInfo::fault).isPresent());
            }
            for (int i = 0; i < 300; i++) {
                bad.state(i % 2 == 0 ? XenbusState.CONNECTED : XenbusState.CLOSED);
            }
            assertThat(log.lines()).hasSize(1);
            assertThat(log.lines().get(0)).contains("it connects too often");
        });
    }

    @Test
    void oneThatSaysItIsConnectedBeforeItIs() {
        misuse((bad, log) -> {
            awaitState(bad, XenbusState.INIT_WAIT);
            bad.state(XenbusState.CONNECTED);
            bad.state(XenbusState.RECONFIGURED);
            bad.state(XenbusState.RECONFIGURING);
            drawsOn(good);
            bad.state(XenbusState.INITIALISING);
            connect(bad);
            bad.light();
            drawsOn(bad);
        });
    }
}
