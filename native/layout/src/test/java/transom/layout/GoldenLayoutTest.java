package transom.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoldenLayoutTest {

    @Test
    void answersFromTheGoldenFile() {
        GoldenLayout golden = GoldenLayout.load();
        assertThat(golden.size("epoll_event")).isEqualTo(12);
        assertThat(golden.align("epoll_event")).isEqualTo(1);
        assertThat(golden.offset("xenfb_page.pd")).isEqualTo(40);
        assertThat(golden.fieldSize("xenfb_page.pd")).isEqualTo(256 * 8);
        assertThat(golden.constant("IOCTL_EVTCHN_BIND_INTERDOMAIN")).isEqualTo(0x00084501L);
        assertThat(golden.sizes()).containsEntry("xsd_sockmsg", 16);
        assertThat(golden.offsets()).containsEntry("xsd_sockmsg.len", 12);
        assertThat(golden.constants()).containsEntry("XS_ERROR", 16L);
    }

    @Test
    void saysWhatToDoAboutAnUnknownName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenLayout.load().offset("xenfb_page.nothing"))
                .withMessageContaining("xenfb_page.nothing")
                .withMessageContaining("make golden");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "struct a 1", "const A one", "a.b 1 x", "a 1 2"})
    void refusesOtherLines(String line) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GoldenLayout.parse("struct a 1 1\n" + line + "\n"))
                .withMessageContaining("'" + line + "'");
    }
}
