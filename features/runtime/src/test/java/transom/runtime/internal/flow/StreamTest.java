package transom.runtime.internal.flow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import transom.runtime.Updates.Gap;

class StreamTest {

    private static final long FRAME = 16_000_000;
    private static final Row.Key KEY = new Row.Key("dom1/vfb0", "headless");

    private final Stream stream = new Stream();
    private long now;

    private static Row row(long bundle, long frames, Long... nanos) {
        return new Row(KEY.display(), KEY.by(), bundle, frames, "", List.of(nanos));
    }

    private void frames(long bundle, long from, int count) {
        for (int i = 0; i < count; i++) {
            now += FRAME;
            stream.sample(row(bundle, from + i), now);
        }
    }

    @Test
    void theLongestTimeBetweenTwoFramesIsTheGap() {
        frames(1, 100, 20);
        long swap = now + 1;
        now += 4 * FRAME;
        frames(1, 120, 5);
        Gap gap = stream.gap(KEY, swap);

        assertThat(gap.periodMicros()).isEqualTo(16_000);
        assertThat(gap.beforeMicros()).isEqualTo(16_000);
        assertThat(gap.gapMicros()).isEqualTo(80_000);
        assertThat(gap.missed()).isEqualTo(4);
    }

    @Test
    void anotherBundleThatCountsFromOneGoesOnWithTheStream() {
        frames(1, 100, 20);
        long swap = now + 1;
        frames(2, 1, 5);
        Gap gap = stream.gap(KEY, swap);

        assertThat(gap.gapMicros()).isEqualTo(16_000);
        assertThat(gap.missed()).isZero();
    }

    @Test
    void aCounterThatStandsIsNoFrame() {
        stream.sample(row(1, 5), FRAME);
        stream.sample(row(1, 5), 2 * FRAME);
        stream.sample(row(2, 0), 3 * FRAME);

        assertThat(stream.frames(0, Long.MAX_VALUE)).isZero();
        assertThat(stream.hasFrameAfter(0)).isFalse();
    }

    @Test
    void theFramesOfTwoVersionsAreOneStream() {
        stream.sample(row(1, 3, FRAME, 2 * FRAME, 3 * FRAME), 10 * FRAME);
        stream.sample(row(2, 1, 6 * FRAME), 10 * FRAME);
        stream.sample(row(1, 5, 2 * FRAME, 3 * FRAME, 4 * FRAME, 5 * FRAME), 11 * FRAME);
        Gap gap = stream.gap(KEY, 4 * FRAME + 1);

        assertThat(stream.frames(0, Long.MAX_VALUE)).isEqualTo(6);
        assertThat(gap.gapMicros()).isEqualTo(16_000);
        assertThat(gap.missed()).isZero();
    }

    @Test
    void whoHardlyDrawsDoesNotFlow() {
        frames(1, 1, Stream.FLOWING);
        assertThat(stream.isFlowing(0, now + 1)).isFalse();
        frames(1, 50, 1);
        assertThat(stream.isFlowing(0, now + 1)).isTrue();
    }
}
