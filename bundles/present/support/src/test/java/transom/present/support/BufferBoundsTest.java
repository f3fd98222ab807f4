package transom.present.support;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import transom.gem.DmaBuf;
import transom.gem.Format;
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

    @Test
    void aPlaneLiesInItsMemory() {
        Format format = Format.linear(Fourcc.XRGB8888);
        assertThatCode(() -> BufferBounds.checkPlane(new FakeBuffer(8, 8, 32, format, new Pages(4096), 3840)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> BufferBounds.checkPlane(new FakeBuffer(8, 8, 32, format, new Pages(4096), 3844)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("8x8 stride 32 at 3844 needs 4100 bytes, its memory has 4096");
    }

    private static final class Pages extends DmaBuf {

        private final ByteBuffer bytes;

        Pages(int size) {
            super("pages", size);
            bytes = ByteBuffer.allocateDirect(size);
        }

        @Override
        public int fd() {
            throw new UnsupportedOperationException();
        }

        @Override
        public ByteBuffer beginCpuAccess() {
            return bytes;
        }

        @Override
        public void endCpuAccess() {}

        @Override
        protected void free() {}
    }
}
