package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PaceTest {

    private static final long PERIOD = 16_000_000;

    private final Pace pace = new Pace(PERIOD);

    @Test
    void evenFramesMissNothing() {
        for (int i = 1; i <= 10; i++) {
            pace.served(i * PERIOD, i * PERIOD + PERIOD);
        }
        assertThat(pace.take(0, 0))
                .containsEntry("framesServed", 10L)
                .containsEntry("longestGapMicros", 16_000L)
                .containsEntry("missedFrames", 0L);
    }

    @Test
    void aFrameThatWaitsFourPeriodsMissesThree() {
        pace.served(0, PERIOD);
        pace.served(PERIOD, 5 * PERIOD);
        assertThat(pace.take(0, 0)).containsEntry("longestGapMicros", 64_000L).containsEntry("missedFrames", 3L);
        assertThat(pace.take(0, 0)).as("since then").containsEntry("missedFrames", 0L);
    }

    @Test
    void aFrameThatStillWaitsCounts() {
        pace.served(0, PERIOD);
        assertThat(pace.take(PERIOD, 11 * PERIOD))
                .containsEntry("longestGapMicros", 160_000L)
                .containsEntry("missedFrames", 9L);
    }

    @Test
    void aGuestThatStoodStillWasNotKeptWaiting() {
        pace.served(0, PERIOD);
        pace.pause();
        pace.served(100 * PERIOD, 101 * PERIOD);
        assertThat(pace.take(0, 0)).containsEntry("longestGapMicros", 0L).containsEntry("missedFrames", 0L);
    }
}
