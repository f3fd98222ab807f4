package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.gem.Fourcc;
import transom.xen.GuestPages;

class FramebufferLayoutTest {

    private static final FramebufferLayout.Limits LIMITS = new FramebufferLayout.Limits(16 << 20, 4096);

    /** What Linux' driver sets up without parameters (drivers/video/fbdev/xen-fbfront.c). */
    private static final FramebufferLayout LINUX = new FramebufferLayout(800, 600, 3200, 0, 32, 2 << 20);

    @Test
    void aPageIsReadAsItWasSetUp() {
        GuestPages page = Pages.zeroed(1);
        FbPage.initialise(page, LINUX, Abi.X86_64, new long[] {0x1234});
        assertThat(FramebufferLayout.read(page, LIMITS)).isEqualTo(LINUX);
        assertThat(LINUX.pages()).isEqualTo(512);
    }

    @Test
    void aResizeKeepsTheMemory() {
        assertThat(LINUX.resized(640, 480, 3200, 32, 100, LIMITS))
                .isEqualTo(new FramebufferLayout(640, 480, 3200, 100, 32, 2 << 20));
    }

    @ParameterizedTest
    @CsvSource({"8, RGB8", "16, RG16", "24, RG24", "32, XR24"})
    void depthIsAPixelFormat(int depth, String fourcc) {
        assertThat(new FramebufferLayout(1, 1, 4, 0, depth, 4).fourcc()).isEqualTo(Fourcc.of(fourcc));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 600; 3200; 0; 32; 2097152; width 0 must be positive",
                "800; -1; 3200; 0; 32; 2097152; height -1 must be positive",
                "800; 600; 3199; 0; 32; 2097152; line_length 3199 is less than the 3200 bytes of a row",
                "2147483647; 1; 2147483647; 0; 32; 2097152; line_length 2147483647 is less than the 8589934588 bytes of a row",
                "800; 600; 3200; -4; 32; 2097152; offset -4 must not be negative",
                "800; 600; 3200; 0; 15; 2097152; depth 15 must be 8, 16, 24 or 32",
                "800; 600; 3200; 0; 32; 0; mem_length 0 must be positive",
                "800; 600; 3200; 177153; 32; 2097152; 'its picture (800x600, line_length 3200, offset 177153, depth 32) "
                        + "ends at byte 2097153 and mem_length is 2097152'",
            })
    void whatDoesNotFitIsRefusedByName(
            int width, int height, int stride, int offset, int depth, int memory, String message) {
        assertThatThrownBy(() -> new FramebufferLayout(width, height, stride, offset, depth, memory))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @Test
    void aPictureMayEndWithTheMemory() {
        assertThat(new FramebufferLayout(800, 600, 3200, 177152, 32, 2 << 20).length())
                .isEqualTo(1920000);
    }

    @Test
    void limitsAreHeld() {
        GuestPages page = Pages.zeroed(1);
        FbPage.initialise(page, LINUX, Abi.X86_64, new long[] {1});
        page.putInt(Fbif.MEM_LENGTH, -1);
        assertThatThrownBy(() -> FramebufferLayout.read(page, LIMITS))
                .hasMessage("mem_length 4294967295 is more than the limit of 16777216 bytes");
        assertThatThrownBy(() -> LINUX.resized(4097, 1, 4097, 8, 0, LIMITS))
                .hasMessage("width 4097 is more than the limit of 4096");
    }
}
