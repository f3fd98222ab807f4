package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.guestfb.wire.FramebufferLayout;

class OptionsTest {

    @Test
    void aFramebufferIsWhatTheOptionsSay() {
        Options options = Options.parse(List.of(
                "--control", "/tmp/x", "--size", "100x50", "--depth", "24", "--line-length", "512", "--offset", "64"));
        assertThat(options.layout()).isEqualTo(new FramebufferLayout(100, 50, 512, 64, 24, 8 << 20));
    }

    @ParameterizedTest
    @CsvSource({
        "--size, 100, WIDTHxHEIGHT",
        "--size, 0x5, WIDTHxHEIGHT",
        "--depth, 15, must be 8",
        "--fps, 0, 1..1000",
        "--fps, many, 1..1000",
        "--scene, none, 'demo, pattern'",
        "--bogus, 1, unknown option '--bogus'",
    })
    void whatIsWrongIsNamed(String option, String value, String told) {
        assertThatThrownBy(() -> Options.parse(List.of("--control", "/tmp/x", option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    @Test
    void whatIsMissingIsNamed() {
        assertThatThrownBy(() -> Options.parse(List.of())).hasMessageContaining("--control DIR is missing");
        assertThatThrownBy(() -> Options.parse(List.of("--name"))).hasMessageContaining("--name needs a value");
        assertThatThrownBy(() -> Options.parse(List.of("--control", "/x", "--memory", "1", "--size", "4000x4000"))
                        .layout())
                .hasMessageContaining("cannot be");
    }
}
