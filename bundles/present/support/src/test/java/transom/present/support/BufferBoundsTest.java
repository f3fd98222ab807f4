package transom.present.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import transom.gem.Fourcc;

class BufferBoundsTest {

    private static void check(FakeBuffer buffer) {
        BufferBounds.check(buffer, buffer.beginCpuAccess());
    }

    @Test
    void theLastRowNeedsNoPadding() {
        assertThatCode(() -> check(new FakeBuffer(3, 5, 7, Fourcc.RGB565))).doesNotThrowAnyException();
    }

    @Test
    void lessMemoryThanThePictureNeedsIsRefused() {
        assertThatThrownBy(() -> check(new FakeBuffer(8, 8, 32, Fourcc.XRGB8888, 7, 8)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8x8 stride 32 needs 256 bytes, its memory has 252");
    }
}
