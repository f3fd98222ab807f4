package transom.itests.framecheck.internal.check;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class PictureTest {

    static ByteBuffer painted(Word word, int width, int height, int frame) {
        ByteBuffer pixels = ByteBuffer.allocateDirect(width * height * word.bytes());
        for (int i = 0; i < width * height; i++) {
            int value = i == 0 ? frame : word.of(i % width, Pattern.pixel(i % width, i / width, frame));
            for (int b = 0; b < word.bytes(); b++) {
                pixels.put(i * word.bytes() + b, (byte) (value >> 8 * b));
            }
        }
        return pixels.order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Picture compared(Word word, int width, int height, ByteBuffer pixels) {
        Picture picture = Picture.of(word, width, height);
        picture.compare(pixels);
        return picture;
    }

    /** Every color wraps at another frame; sizes end within a chunk, at its end and with an odd pixel. */
    @ParameterizedTest
    @CsvSource({"640, 480", "64, 32", "61, 33", "513, 257", "1, 1", "2, 1", "1, 3"})
    void everyFrameOfASizeIsFoundRight(int width, int height) {
        Picture picture = Picture.of(Word.XR24, width, height);
        for (int frame : new int[] {0, 1, 2, 36, 37, 128, 255, 256, 599, 0x12345678, -1}) {
            picture.compare(painted(Word.XR24, width, height, frame));
            assertThat(picture.wrong()).as("frame %d", frame).isZero();
            assertThat(picture.number()).isEqualTo(frame);
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFormatIsFoundRightAndOneWrongBitToo(Word word) {
        for (int frame : new int[] {1, 77, 300}) {
            ByteBuffer pixels = painted(word, 300, 7, frame);
            assertThat(compared(word, 300, 7, pixels).wrong()).isZero();
            int at = (6 * 300 + 298) * word.bytes();
            for (int b = 0; b < word.bytes(); b++) {
                pixels.put(at + b, (byte) (pixels.get(at + b) ^ 0x10));
                Picture picture = compared(word, 300, 7, pixels);
                assertThat(picture.wrong()).as("byte %d", b).isEqualTo(1);
                assertThat(picture.firstX()).isEqualTo(298);
                assertThat(picture.firstY()).isEqualTo(6);
                pixels.put(at + b, (byte) (pixels.get(at + b) ^ 0x10));
            }
        }
    }

    /** By hand from native/kms/frame.h. */
    @ParameterizedTest
    @CsvSource({
        "XR24, ff8040",
        "AR24, ffff8040",
        "RG24, ff8040",
        "RG16, fc08",
        "XR12, f84",
        "AR12, ff84",
        "XR15, 7e08",
        "AR15, fe08"
    })
    void wordsKeepTheUpperBits(Word word, String expected) {
        assertThat(Integer.toHexString(word.of(0, 0xff8040))).isEqualTo(expected);
    }

    @Test
    void yuyvHasGreenAndThenBlueOrRed() {
        assertThat(Word.YUYV.of(0, 0x112233)).isEqualTo(0x3322);
        assertThat(Word.YUYV.of(1, 0x112233)).isEqualTo(0x1122);
    }

    @ParameterizedTest
    @CsvSource({"1, 0", "0, 1", "639, 0", "320, 240", "639, 479"})
    void oneWrongPixelIsFound(int x, int y) {
        for (int bit = 0; bit < 32; bit++) {
            ByteBuffer pixels = painted(Word.XR24, 640, 480, 41);
            int at = (y * 640 + x) * 4;
            pixels.putInt(at, pixels.getInt(at) ^ 1 << bit);
            Picture picture = compared(Word.XR24, 640, 480, pixels);
            assertThat(picture.wrong()).isEqualTo(1);
            assertThat(picture.firstX()).isEqualTo(x);
            assertThat(picture.firstY()).isEqualTo(y);
            assertThat(picture.firstIs()).isEqualTo(pixels.getInt(at));
            assertThat(picture.firstExpected()).isEqualTo(pixels.getInt(at) ^ 1 << bit);
        }
    }

    @Test
    void theOddPixelAtTheEndIsCompared() {
        ByteBuffer pixels = painted(Word.XR24, 7, 7, 3);
        pixels.putInt(48 * 4, 1);
        Picture picture = compared(Word.XR24, 7, 7, pixels);
        assertThat(picture.wrong()).isEqualTo(1);
        assertThat(picture.firstX()).isEqualTo(6);
        assertThat(picture.firstY()).isEqualTo(6);
    }

    @ParameterizedTest
    @EnumSource(names = {"XR24", "RG16"})
    void theUpperHalfOfTheNextFrameIsCounted(Word word) {
        ByteBuffer pixels = painted(word, 64, 64, 8);
        ByteBuffer next = painted(word, 64, 64, 72);
        int pixel = word.bytes();
        for (int i = pixel; i < 64 * 32 * pixel; i++) {
            pixels.put(i, next.get(i));
        }
        assertThat(compared(word, 64, 64, pixels).wrong()).isEqualTo(64 * 32 - 1);
    }

    @Test
    void comparingAllocatesNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        Picture picture = Picture.of(Word.XR24, 640, 480);
        ByteBuffer pixels = painted(Word.XR24, 640, 480, 5);
        picture.compare(pixels);
        long before = threads.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < 20; i++) {
            picture.compare(pixels);
        }
        assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1000);
    }
}
