package transom.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void runsBothPartsUnlessToldOtherwise() {
        assertThat(Options.parse(List.of()).runs("micro")).isTrue();
        assertThat(Options.parse(List.of()).runs("frames")).isTrue();
        assertThat(Options.parse(List.of("frames", "--quick")).runs("micro")).isFalse();
        assertThat(Options.parse(List.of()).runs("routes")).isFalse();
        assertThat(Options.parse(List.of("routes")).runs("routes")).isTrue();
    }

    @Test
    void namesWhatItDoesNotKnow() {
        assertThatThrownBy(() -> Options.parse(List.of("fast"))).hasMessageContaining("'fast'");
        assertThatThrownBy(() -> Options.parse(List.of("--json"))).hasMessageContaining("--json");
    }

    @Test
    void judgesCountsAndNamesThem() {
        Verdict verdict = new Verdict();
        verdict.atMost("heap bytes per frame", Double.NaN, 5);
        verdict.atMost("copies", 4, 5);
        assertThat(verdict.failures()).containsExactly("heap bytes per frame: NaN, at most 5.0");
    }
}
