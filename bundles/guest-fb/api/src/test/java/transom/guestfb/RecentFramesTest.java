package transom.guestfb;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentFramesTest {

    private final RecentFrames frames = new RecentFrames();

    @Test
    void tellsThemFromTheOldest() {
        frames.add(5);
        frames.add(9);

        assertThat(frames.nanos()).containsExactly(5L, 9L);
    }

    @Test
    void forgetsTheOldest() {
        LongStream.rangeClosed(1, 3 * RecentFrames.KEPT + 1).forEach(frames::add);

        assertThat(frames.nanos())
                .hasSize(RecentFrames.KEPT)
                .startsWith(2L * RecentFrames.KEPT + 2)
                .endsWith(3L * RecentFrames.KEPT + 1);
    }

    @Test
    void beginsAnew() {
        frames.add(5);
        frames.clear();

        assertThat(frames.nanos()).isEmpty();
    }
}
