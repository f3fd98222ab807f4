package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

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
        "--scene, none, 'demo, numbered'",
        "--protocol, vnc, must be vfb or displif",
        "--be-alloc, 2, 0..1",
        "--bogus, 1, unknown option '--bogus'",
    })
    void whatIsWrongIsNamed(String option, String value, String told) {
        assertThatThrownBy(() -> Options.parse(List.of("--control", "/tmp/x", option, value)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(told);
    }

    @Test
    void aDisplayHasTheNodesOfTheToolstack() {
        Options options = Options.parse(
                List.of("--control", "/x", "--protocol", "displif", "--size", "100x50", "--be-alloc", "0"));
        assertThat(options.vdisplNodes())
                .containsOnly(entry("be-alloc", "0"), entry("0/resolution", "100x50"), entry("0/unique-id", "id0"));
    }

    @ParameterizedTest
    @CsvSource({"--depth, 8, must be 16", "--size, 20000x20000, at most 128 MiB"})
    void aDisplayThatCannotBeIsRefused(String option, String value, String told) {
        Options options = Options.parse(List.of("--control", "/x", "--protocol", "displif", option, value));
        assertThatThrownBy(options::check).hasMessageContaining(told);
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
