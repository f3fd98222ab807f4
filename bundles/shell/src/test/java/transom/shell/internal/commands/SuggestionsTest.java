package transom.shell.internal.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SuggestionsTest {

    private static final List<String> NAMES = List.of("fb:list", "fb:show", "gem:list", "xen:domains", "transom:help");

    @Test
    void slipsOfTheKeysAreUnderstood() {
        assertThat(Suggestions.near("fb:lsit", NAMES)).startsWith("fb:list");
        assertThat(Suggestions.near("xen:domain", NAMES)).containsExactly("xen:domains");
    }

    @Test
    void soIsTheStartOfAFunction() {
        assertThat(Suggestions.near("dom", NAMES)).containsExactly("xen:domains");
    }

    @Test
    void otherWordsSuggestNothing() {
        assertThat(Suggestions.near("elephant", NAMES)).isEmpty();
    }

    @Test
    void distanceIsCountedInLetters() {
        assertThat(Suggestions.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Suggestions.distance("", "abc")).isEqualTo(3);
        assertThat(Suggestions.distance("abc", "abc")).isZero();
    }
}
