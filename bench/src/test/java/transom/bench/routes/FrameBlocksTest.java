package transom.bench.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameBlocksTest {

    private static final String BLACK = "00000000".repeat(8);
    private static final String WHITE = "ffffff00".repeat(8);

    @Test
    void theLowestBitComesFirst() {
        List<String> blocks = new ArrayList<>(Collections.nCopies(32, BLACK));
        assertThat(FrameBlocks.number(blocks)).isZero();
        blocks.set(1, WHITE);
        blocks.set(3, WHITE);
        assertThat(FrameBlocks.number(blocks)).isEqualTo(10);
        blocks.set(31, WHITE);
        assertThat(FrameBlocks.number(blocks)).isEqualTo(0x8000000AL);
    }

    @Test
    void whatIsNoFrameIsToldSo() {
        assertThatThrownBy(() -> FrameBlocks.number(List.of(BLACK))).hasMessageContaining("1 blocks");
        assertThatThrownBy(() -> FrameBlocks.number(Collections.nCopies(32, "12345600".repeat(8))))
                .hasMessageContaining("neither black nor white");
    }
}
