package transom.itests.framecheck.internal.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.itests.framecheck.internal.check.Findings;

class CheckCommandsTest {

    private static final Findings FOUND = new Findings(
            "dom3/vdispl0:1", "a \"guest\"", "64x48 XR24", 1, 5, 1, 2, "frame 1: 7,5", 0, 0, 0, 0L, null, 123, null);

    @Test
    void jsonHasTheRecordsNames() {
        assertThat(FindingsText.json(FOUND))
                .isEqualTo("{\"device\":\"dom3/vdispl0:1\",\"guest\":\"a \\\"guest\\\"\",\"mode\":\"64x48 XR24\","
                        + "\"lives\":1,\"frames\":5,\"badFrames\":1,\"badPixels\":2,\"firstBad\":\"frame 1: 7,5\","
                        + "\"missing\":0,\"repeated\":0,\"backward\":0,\"firstNumber\":0,\"lastNumber\":null,"
                        + "\"compareMicros\":123,\"problem\":null}");
    }

    @Test
    void peopleSeeTheFirstWrongPixel() {
        assertThat(FindingsText.line(FOUND)).contains("2 bad pixels in 1 frames, the first in frame 1: 7,5");
    }
}
