package transom.shell.internal.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class TableTest {

    private final Table table = Table.of("nothing here", "name", "count", "why");

    @Test
    void columnsLineUpAndNumbersStandRight() {
        table.row("a", 5, "x").row("longer", 1234, null);

        assertThat(table.show(false)).isEqualTo("""
                NAME    COUNT  WHY
                a           5  x
                longer   1234  -""");
    }

    @Test
    void whatAGuestWroteCannotSteerATerminal() {
        table.row("\u001b[31mred\n", 1, "x");

        assertThat(table.show(false)).contains("?[31mred?").doesNotContain("\u001b");
    }

    @Test
    void jsonKeepsNumbersAndEscapesTexts() {
        table.row("say \"hi\"\\\u0007", 5, null);

        assertThat(table.show(true)).isEqualTo("[{\"name\":\"say \\\"hi\\\"\\\\\\u0007\",\"count\":5,\"why\":null}]");
    }

    @Test
    void anEmptyOneSaysSo() {
        assertThat(table.show(false)).isEqualTo("nothing here");
        assertThat(table.show(true)).isEqualTo("[]");
    }

    @Test
    void aRowOfAnotherWidthIsAMistake() {
        assertThatThrownBy(() -> table.row("a")).isInstanceOf(IllegalArgumentException.class);
    }
}
