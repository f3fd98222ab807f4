package transom.itests.swap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.time.Duration;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.itests.support.Eventually;
import transom.itests.support.GuestUnderTest;

/** The JVM is killed and stays away while a guest flips: the caretaker answers it, and the next JVM goes on. */
class JvmAwayIT {

    private static final Duration SOON = Duration.ofMinutes(2);

    /** Far longer than the 3 s after which a guest gives up. */
    private static final Duration AWAY = Duration.ofSeconds(10);

    /** Of a flip while there is no JVM, in the guest's eyes. */
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** Of a flip while a JVM takes over that has just started: a machine may be busy; beyond it a guest gives up. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(3);

    @BeforeAll
    static void thereIsAKeeper() {
        assumeTrue(Files.isExecutable(RunningProduct.keeper()), "no keeper was built: there is no C compiler");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1"})
    void aGuestFlipsOn(String allocate) throws Exception {
        try (RunningProduct product = RunningProduct.start();
                GuestUnderTest guest =
                        product.guest("away", "--protocol", "displif", "--be-alloc", allocate, "--size", "320x240");
                Drawing drawing = new Drawing(product, guest, true)) {
            drawing.awaitDrawing();
            guest.tell("pace");
            long jvm = product.jvm();
            try (SlowJava java = SlowJava.of(product.folder())) {
                RunningProduct.kill(jvm);
                java.awaitAsked();
                awaitFlips(guest, System.nanoTime() + AWAY.toNanos());
                assertPace(guest, allocate, "kill -9, " + AWAY.toSeconds() + " s without a JVM", LONGEST);
                java.letGo();
                jvm = product.awaitOtherJvm(jvm);
            }
            drawing.awaitDrawing();
            assertPace(guest, allocate, "the next JVM takes over", TAKE_OVER);

            RunningProduct.kill(jvm);
            product.awaitOtherJvm(jvm);
            drawing.awaitDrawing();
            assertPace(guest, allocate, "kill -9, the next JVM starts at once", TAKE_OVER);
            drawing.assertUndisturbed();
            drawing.awaitSamePixels();
            assertThat(product.log()).doesNotContain(" is not served: ", " is let go of: ");
        }
    }

    private static void awaitFlips(GuestUnderTest guest, long untilNanos) {
        long before = guest.number("flips");
        Eventually.isTrue(
                "flips for " + AWAY + " without a JVM",
                SOON,
                () -> System.nanoTime() - untilNanos > 0 && guest.number("flips") > before + 60);
    }

    /** Nothing was given up, refused, or answered twice: the guest compares ids as Linux does. */
    private static void assertPace(GuestUnderTest guest, String allocate, String when, Duration longest) {
        String pace = guest.tell("pace");
        Duration gap = Duration.ofNanos(1000 * GuestUnderTest.number(pace, "longestGapMicros"));
        System.out.printf(
                "be-alloc=%s, %s: longest time between two flips %d ms, %d flips, %d frames missed%n",
                allocate,
                when,
                gap.toMillis(),
                GuestUnderTest.number(pace, "framesServed"),
                GuestUnderTest.number(pace, "missedFrames"));
        assertThat(gap).as(when).isLessThan(longest);
        for (String field : new String[] {"timeouts", "lateFlips", "refused", "dropped"}) {
            assertThat(GuestUnderTest.number(pace, field)).as(field).isZero();
        }
    }
}
