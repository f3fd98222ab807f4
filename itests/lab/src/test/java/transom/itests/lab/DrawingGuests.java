package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.awaitility.core.TerminalFailureException;

/** Two guests that draw while something is replaced: PVH with displif, PV with vfb. */
final class DrawingGuests implements AutoCloseable {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 480;
    private static final String SIZE = WIDTH + "x" + HEIGHT;

    /** An emulated processor needs most of a minute to start Felix. */
    static final Duration BACK = Duration.ofMinutes(6);

    /** Who gets no time from the machine that it is emulated on cannot answer in time: longer than that, and a run says nothing. */
    private static final int STALL_MILLIS = 700;

    private static final int TRIES = 3;

    private final String flippingName;
    private final Guest painting;
    private KmsGuest flipping;
    private int frame;
    private int seed = 1;
    private boolean damaged;

    private DrawingGuests(String name) {
        this.flippingName = name + "flip";
        createFlipping();
        painting = Guest.create(name + "paint", SIZE);
        painting.awaitFramebufferConnected();
    }

    /** @param name with which those of the guests begin */
    static DrawingGuests create(String name) {
        return new DrawingGuests(name);
    }

    private void createFlipping() {
        flipping = KmsGuest.create("pvh", flippingName, SIZE);
        flipping.open(0);
        frame = 1;
        damaged = false;
    }

    KmsGuest flipping() {
        return flipping;
    }

    /**
     * Replaces something while both draw; then everything has to be as before: every frame of the guest was shown once, the last
     * one is in its window and on the monitor, and neither guest complains.
     *
     * <p>Once more, with another guest, if the emulator has lost the one that there was, or stood still.
     *
     * @param gapLimit ms between two flips, at most
     */
    void check(String what, String how, int gapLimit, Runnable replace) throws IOException {
        for (int tries = 1; ; tries++) {
            try (var stalls = Stalls.watch()) {
                try {
                    checkOnce(what, how, gapLimit, replace, stalls);
                    return;
                } catch (AssertionError | ConditionTimeoutException | TerminalFailureException e) {
                    boolean lost = flipping.isLostByEmulator();
                    int stall = stalls.longestMillis();
                    if (tries == TRIES || (!lost && stall < STALL_MILLIS)) {
                        throw e;
                    }
                    DisplifReport.progress(
                            "'%s, %s' again: %s; the machine stood still for %d ms; %s",
                            what, how, lost ? "the emulator has lost " + flipping.name() : "a check failed", stall, e);
                    awaitShell();
                }
            }
        }
    }

    private void checkOnce(String what, String how, int gapLimit, Runnable replace, Stalls stalls) throws IOException {
        if (damaged) {
            createFlipping();
        }
        damaged = true;
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
        int stall = stalls.longestMillis();
        String stood = stall < STALL_MILLIS ? "" : "; the machine stood still for " + stall + " ms";
        SwapReport.add(new SwapReport.Row(what, how + stood, seconds, flips, complaints));
        int expected = frame + flips.done();
        frame = flips.frame();
        var wrong = new FramePictures(flipping.name()).of(WIDTH, HEIGHT, frame);
        var all = new SoftAssertions();
        all.assertThat(complaints).as("the guest's kernel log").isEmpty();
        all.assertThat(flipping.connectorStatus()).as("the guest's connector").isEqualTo("connected");
        all.assertThat(flips.longestGapMillis())
                .as("milliseconds between two flips")
                .isLessThan(gapLimit);
        all.assertThat(frame)
                .as("the last frame, each flip to the next one answered once")
                .isEqualTo(expected);
        all.assertThat(wrong).as("wrong pixels").isEqualTo(FramePictures.Wrong.NONE);
        all.assertAll();
        assertThat(Lab.lab("guest", "states", flipping.name()).output()).contains("vdispl frontend 4 backend 4");
        painting.awaitFramebufferConnected();
        painting.paint("pattern", Integer.toString(++seed));
        painting.awaitPattern(WIDTH, HEIGHT, seed);
        damaged = false;
    }

    /** Both guests are shown again, and frames come. */
    private void awaitShown() {
        Awaitility.await("frames of both guests")
                .atMost(BACK)
                .pollInterval(Duration.ofSeconds(1))
                .failFast("the emulator has lost " + flipping.name(), flipping::isLostByEmulator)
                .untilAsserted(() -> {
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

    static void awaitShell() {
        Awaitility.await("the shell")
                .atMost(BACK)
                .until(() -> Lab.lab("shell", "transom:status").status() == 0);
    }

    /** @param old pid of the JVM before */
    static void awaitAnotherJvm(String old) {
        Awaitility.await("another JVM, whose shell answers")
                .atMost(BACK)
                .until(() ->
                        Lab.lab("run", "[ " + Transom.JVM + " != " + old + " ]").status() == 0
                                && Lab.lab("shell", "transom:status").status() == 0);
    }

    @Override
    public void close() {
        if (flipping != null) {
            flipping.close();
        }
        if (painting != null) {
            painting.close();
        }
    }
}
