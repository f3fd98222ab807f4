package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;

class PixelDepthTest {

    @Test
    void colorsArePackedAsXenfbReadsThem() {
        assertThat(PixelDepth.D32.pack(0x123456)).isEqualTo(0x123456);
        assertThat(PixelDepth.D24.pack(0x123456)).isEqualTo(0x123456);
        assertThat(PixelDepth.D16.pack(0xff0000)).isEqualTo(0xf800);
        assertThat(PixelDepth.D16.pack(0x00ff00)).isEqualTo(0x07e0);
        assertThat(PixelDepth.D16.pack(0x0000ff)).isEqualTo(0x001f);
        assertThat(PixelDepth.D8.pack(0xff0000)).isEqualTo(0xe0);
        assertThat(PixelDepth.D8.pack(0x00ff00)).isEqualTo(0x1c);
        assertThat(PixelDepth.D8.pack(0x0000ff)).isEqualTo(0x03);
    }

    @Test
    void channelsAreStretchedRounded() {
        assertThat(PixelDepth.D16.unpack(3 << 11)).isEqualTo(25 << 16);
        assertThat(PixelDepth.D16.unpack(0xffff)).isEqualTo(0xffffff);
        assertThat(PixelDepth.D8.unpack(1)).isEqualTo(85);
        assertThat(PixelDepth.D8.unpack(1 << 5)).isEqualTo(36 << 16);
        for (PixelDepth depth : PixelDepth.values()) {
            int shown = depth.unpack(depth.pack(0xa1b2c3));
            assertThat(depth.unpack(depth.pack(shown))).isEqualTo(shown);
        }
    }

    @Test
    void aPixelTakesItsBytesAndNoMore() {
        ByteBuffer memory = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
        PixelDepth.D24.write(memory, 1, 0x123456);
        assertThat(memory.array()).containsExactly(0, 0x56, 0x34, 0x12, 0, 0, 0, 0);
        PixelDepth.D8.write(memory, 7, 0xe0);
        assertThat(memory.get(7)).isEqualTo((byte) 0xe0);
    }

    @Test
    void otherDepthsAreRefused() {
        assertThatThrownBy(() -> PixelDepth.of(15)).hasMessageContaining("depth 15 must be 8, 16, 24 or 32");
    }
}
