package transom.runtime.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import transom.features.UserError;
import transom.runtime.internal.step.Artifact;

class WantedTest {

    private static final Artifact JAR = new Artifact("a", "1", "ab".repeat(32), new byte[0]);

    @Test
    void theRightDigestIsTaken() {
        assertThat(Wanted.checked(JAR, "f.json: bundles[0]", Optional.of(JAR.sha256()))
                        .jar())
                .isSameAs(JAR);
    }

    @Test
    void anotherDigestIsRefusedWithBoth() {
        assertThatThrownBy(() -> Wanted.checked(JAR, "f.json: bundles[0]", Optional.of("cd".repeat(32))))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("f.json: bundles[0]")
                .hasMessageContaining("abab")
                .hasMessageContaining("cdcd");
    }

    @Test
    void noDigestIsRefusedWithTheLineThatIsMissing() {
        assertThatThrownBy(() -> Wanted.checked(JAR, "f.json: bundles[0]", Optional.empty()))
                .isInstanceOf(UserError.class)
                .hasMessageContaining("\"sha256\": \"" + JAR.sha256() + "\"");
    }
}
