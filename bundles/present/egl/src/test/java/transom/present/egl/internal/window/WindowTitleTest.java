package transom.present.egl.internal.window;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WindowTitleTest {

    private static final String SUFFIX = " \u2014 Transom";

    @Test
    void aNameIsKept() {
        assertThat(WindowTitle.of("Büro %s%n 1", "dom1/vfb0", true)).isEqualTo("Büro %s%n 1" + SUFFIX);
    }

    @Test
    void whatCannotBeSeenIsLeftOut() {
        assertThat(WindowTitle.of("a\u0000b\u001b[2Jc\u202egnp\n\u2028\ue000\ud800", "dom1/vfb0", true))
                .isEqualTo("ab[2Jcgnp" + SUFFIX);
    }

    @Test
    void aNameIsNeitherEmptyNorEndless() {
        assertThat(WindowTitle.of(" \u0007 ", "dom1/vfb0", true)).isEqualTo("dom1/vfb0" + SUFFIX);
        assertThat(WindowTitle.of("x".repeat(500), "dom1/vfb0", true)).isEqualTo("x".repeat(64) + SUFFIX);
    }
}
