package transom.shell.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.gem.GemPages;

class FrameRangeTest {

    private record Frames(long... numbers) implements GemPages {
        @Override
        public int count() {
            return numbers.length;
        }

        @Override
        public long frame(int page) {
            return numbers[page];
        }

        @Override
        public int pinFd() {
            return -1;
        }

        @Override
        public void close() {}
    }

    @Test
    void framesThatFollowEachOtherAreOneRange() {
        assertThat(FrameRange.of(new Frames(7, 8, 9, 3, 4, 3, 2)))
                .containsExactly(
                        new FrameRange(0, 7, 3),
                        new FrameRange(3, 3, 2),
                        new FrameRange(5, 3, 1),
                        new FrameRange(6, 2, 1));
    }

    @Test
    void onePageIsARangeAndNoneIsNone() {
        assertThat(FrameRange.of(new Frames(5))).containsExactly(new FrameRange(0, 5, 1));
        assertThat(FrameRange.of(new Frames())).isEmpty();
    }
}
