package transom.present.egl.internal.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.lwjgl.window.Placement;

class SettingsTest {

    @Test
    void wordsOfPeople() {
        assertThat(Settings.parse("linear", false, "F11", "auto", 2000)).isEqualTo(Settings.DEFAULT);
        Settings other = Settings.parse("nearest", true, "none", "window-manager", 0);
        assertThat(other).isEqualTo(new Settings(false, true, 0, Placement.WINDOW_MANAGER, 0));
    }

    @ParameterizedTest
    @CsvSource({"F1,59", "F10,68", "F11,87", "F12,88", "none,0", "0,0", "767,767"})
    void keys(String word, int code) {
        assertThat(Settings.parse("linear", false, word, "tile", 0).fullscreenKey())
                .isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "blurry,F11,auto,filter 'blurry' must be linear or nearest",
        "linear,F13,auto,fullscreenKey 'F13' must be F1 to F12",
        "linear,768,auto,fullscreenKey '768' must be",
        "linear,'',auto,fullscreenKey '' must be",
        "linear,F11,left,\"placement 'left' must be auto, tile or window-manager\""
    })
    void badWordsAreNamedWithTheWayOut(String filter, String key, String placement, String message) {
        assertThatThrownBy(() -> Settings.parse(filter, false, key, placement, 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message.replace("\"", ""));
    }

    @ParameterizedTest
    @CsvSource({"-1", "60001"})
    void aWindowThatNobodyFillsDoesNotStayForever(int grace) {
        assertThatThrownBy(() -> Settings.parse("linear", false, "F11", "auto", grace))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("graceMillis '" + grace + "' must be 0 to 60000");
    }
}
