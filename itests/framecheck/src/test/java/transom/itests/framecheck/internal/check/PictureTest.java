package transom.itests.framecheck.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PictureTest {

    static ByteBuffer painted(int width, int height, int frame) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(width * height * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < width * height; i++) {
            pixels.putInt(i * 4, Pattern.framePixel(i % width, i / width, frame));
        }
        return pixels;
    }

    private static Picture compared(int width, int height, int frame, ByteBuffer pixels) {
        Picture picture = new Picture(width, height);
        picture.compare(pixels.asLongBuffer(), pixels.getInt((width * height - 1) * 4), frame);
        return picture;
    }

    /** Every channel wraps at another frame, and sizes end within a chunk, at its end and with an odd pixel. */
    @ParameterizedTest
    @CsvSource({"640, 480", "64, 32", "61, 33", "513, 257", "1, 1", "2, 1", "1, 3"})
    void everyFrameOfASizeIsFoundRight(int width, int height) {
        Picture picture = new Picture(width, height);
        for (int frame : new int[] {0, 1, 2, 36, 37, 128, 255, 256, 599, 0x12345678, -1}) {
            ByteBuffer pixels = painted(width, height, frame);
            picture.compare(pixels.asLongBuffer(), pixels.getInt((width * height - 1) * 4), frame);
            assertThat(picture.wrong()).as("frame %d", frame).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "639, 0", "320, 240", "639, 479"})
    void oneWrongPixelIsFound(int x, int y) {
        for (int bit = 0; bit < 32; bit++) {
            ByteBuffer pixels = painted(640, 480, 41);
            int at = (y * 640 + x) * 4;
            pixels.putInt(at, pixels.getInt(at) ^ 1 << bit);
            Picture picture = compared(640, 480, 41, pixels);
            assertThat(picture.wrong()).isEqualTo(1);
            assertThat(picture.firstX()).isEqualTo(x);
            assertThat(picture.firstY()).isEqualTo(y);
            assertThat(picture.firstIs()).isEqualTo(pixels.getInt(at));
        }
    }

    @Test
    void theOddPixelAtTheEndIsCompared() {
        ByteBuffer pixels = painted(7, 7, 3);
        pixels.putInt(48 * 4, 1);
        Picture picture = compared(7, 7, 3, pixels);
        assertThat(picture.wrong()).isEqualTo(1);
        assertThat(picture.firstX()).isEqualTo(6);
        assertThat(picture.firstY()).isEqualTo(6);
    }

    @Test
    void anotherFramesPictureIsWrongEverywhere() {
        ByteBuffer pixels = painted(64, 64, 8);
        assertThat(compared(64, 64, 9, pixels).wrong()).isGreaterThanOrEqualTo(64 * 64 - 1);
    }

    @Test
    void theUpperHalfOfTheNextFrameIsCounted() {
        ByteBuffer pixels = painted(64, 64, 8);
        ByteBuffer next = painted(64, 64, 9);
        for (int i = 4; i < 64 * 32 * 4; i++) {
            pixels.put(i, next.get(i));
        }
        assertThat(compared(64, 64, 8, pixels).wrong()).isEqualTo(64 * 32 - 1);
    }

    @Test
    void comparingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Picture picture = new Picture(640, 480);
        ByteBuffer pixels = painted(640, 480, 5);
        var longs = pixels.asLongBuffer();
        picture.compare(longs, 0, 5);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
            picture.compare(longs, 0, 5);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }
}
