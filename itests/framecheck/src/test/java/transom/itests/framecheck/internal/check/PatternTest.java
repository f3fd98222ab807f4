package transom.itests.framecheck.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PatternTest {

    /** The same hand-made numbers as in native/painter/check.sh: both sides of the comparison stand on them. */
    @ParameterizedTest
    @CsvSource({"0, 0, 0, 000000", "3, 2, 0, 030201", "0, 0, 1, 070d1d", "256, 0, 0, 000025", "0, 256, 0, 00003b"})
    void pixelsFollowTheFormula(int x, int y, int seed, String expected) {
        assertThat("%06x".formatted(Pattern.pixel(x, y, seed))).isEqualTo(expected);
    }
}
