package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.gem.Fourcc;
import transom.xen.GrantRef;
import transom.xen.GuestPages;

/** What requests ask for, checked. */
class DisplayRequestsTest {

    private static final FramebufferLayout.Limits LIMITS = new FramebufferLayout.Limits(128 << 20, 16384);

    /** What Linux' driver asks for (drivers/gpu/drm/xen/xen_drm_front.c). */
    private static final DisplayBufferLayout VGA = new DisplayBufferLayout(640, 480, 32, 640 * 480 * 4, 0);

    private interface Writer {
        void write(FrontRing ring);
    }

    private static DisplRequest request(Writer writer) {
        GuestPages page = Pages.zeroed(1);
        FrontRing front = FrontRing.initialise(page);
        writer.write(front);
        DisplRequest request = new DisplRequest();
        BackRing.attach(page).next(request);
        return request;
    }

    private static DisplRequest create(long cookie, int width, int height, int bpp, int size, int offset) {
        return request(ring ->
                DisplRequests.dbufCreate(ring, 1, cookie, width, height, bpp, size, 0, new GrantRef(9), offset));
    }

    private static void assertRefused(ThrowingCallable call, int errno, String message) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        RequestRefusedException.class,
                        e -> assertThat(e.status()).isEqualTo(-errno))
                .hasMessageContaining(message);
    }

    @Test
    void aBufferIsReadAsItWasAskedFor() {
        assertThat(DisplayBufferLayout.read(create(1, 640, 480, 32, 1228800, 0), LIMITS))
                .isEqualTo(VGA);
        assertThat(VGA.pages()).isEqualTo(300);
        assertThat(VGA.pitch()).isEqualTo(2560);
        assertThat(new DisplayBufferLayout(1, 1, 8, 4097, 4096).pages()).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 480; 32; 1228800; 0; width 0 must be 1..2147483647",
                "-1; 480; 32; 1228800; 0; width 4294967295 must be",
                "640; 0; 32; 1228800; 0; height 0 must be",
                "640; -2147483648; 32; 1228800; 0; height 2147483648 must be",
                "640; 480; 0; 1228800; 0; bpp 0 must be 8, 16, 24 or 32",
                "640; 480; 33; 1228800; 0; bpp 33 must be",
                "640; 480; -32; 1228800; 0; bpp 4294967264 must be",
                "640; 480; 32; 0; 0; buffer_sz 0 must be",
                "640; 480; 32; 1228799; 0; 'its buffer (640x480, bpp 32, data_ofs 0) needs more than buffer_sz, which is 1228799'",
                "640; 480; 32; 1228800; 1; 'data_ofs 1) needs more than buffer_sz'",
                "640; 480; 32; 1228800; -4096; data_ofs 4294963200 must be",
                "640; 480; 32; 1228800; 2147483647; needs more than buffer_sz",
                "1073741824; 4; 32; 4096; 0; needs more than buffer_sz",
                "65536; 65536; 32; 4096; 0; needs more than buffer_sz",
                "2147483647; 2147483647; 32; 4096; 0; needs more than buffer_sz",
                "16385; 1; 32; 65540; 0; width 16385 is more than the limit of 16384",
                "1; 16385; 32; 65540; 0; height 16385 is more than the limit of 16384",
            })
    void aBufferThatCannotBeIsRefused(int width, int height, int bpp, int size, int offset, String message) {
        assertRefused(
                () -> DisplayBufferLayout.read(create(1, width, height, bpp, size, offset), LIMITS),
                XenErrno.EINVAL,
                message);
    }

    @Test
    void moreMemoryThanTheLimitIsRefused() {
        assertRefused(
                () -> DisplayBufferLayout.read(create(1, 640, 480, 32, (128 << 20) + 1, 0), LIMITS),
                XenErrno.ENOMEM,
                "buffer_sz 134217729 is more than the limit of 134217728 bytes");
        assertRefused(
                () -> DisplayBufferLayout.read(create(1, 640, 480, 32, -1, 0), LIMITS),
                XenErrno.ENOMEM,
                "buffer_sz 4294967295 is more");
    }

    @Test
    void aBufferHasACookie() {
        assertRefused(
                () -> DisplayBufferLayout.read(create(0, 640, 480, 32, 1228800, 0), LIMITS),
                XenErrno.EINVAL,
                "dbuf_cookie must not be 0");
    }

    @Test
    void allBytesOfABufferLieInsideOfIt() {
        Random random = new Random(1);
        int made = 0;
        for (int i = 0; i < 100_000; i++) {
            int width = random.nextInt() >> random.nextInt(32);
            int height = random.nextInt() >> random.nextInt(32);
            int bpp = 8 * (1 + random.nextInt(4));
            int size = random.nextInt() >>> random.nextInt(32);
            int offset = random.nextInt() >>> random.nextInt(32);
            try {
                DisplayBufferLayout layout = new DisplayBufferLayout(width, height, bpp, size, offset);
                long end = offset + (long) height * width * (bpp / 8);
                assertThat(end).isBetween(1L, (long) size);
                assertThat(layout.pages() * 4096L).isGreaterThanOrEqualTo(end);
                made++;
            } catch (RequestRefusedException e) {
                assertThat(e.status()).isEqualTo(-XenErrno.EINVAL);
            }
        }
        assertThat(made).isGreaterThan(100);
    }

    private static DisplRequest attach(long fbCookie, int width, int height, int format) {
        return request(ring -> DisplRequests.fbAttach(ring, 1, 1, fbCookie, width, height, format));
    }

    @ParameterizedTest
    @CsvSource({
        "RG16, 2", "RG24, 3", "XR24, 4", "AR24, 4", "XR12, 2", "AR12, 2", "XR15, 2", "AR15, 2", "YUYV, 2",
    })
    void allFormatsOfLinuxAreKnown(String format, int bytes) {
        DisplayBufferLayout buffer = new DisplayBufferLayout(64, 48, bytes * 8, 64 * 48 * bytes + 16, 16);
        DisplayFramebuffer framebuffer =
                buffer.framebuffer(attach(5, 64, 48, Fourcc.of(format).code()));
        assertThat(framebuffer).isEqualTo(new DisplayFramebuffer(buffer, 64, 48, Fourcc.of(format)));
        assertThat(framebuffer.pitch()).isEqualTo(64 * bytes);
        assertThat(framebuffer.offset()).isEqualTo(16);
        assertThat(DisplayFramebuffer.FORMATS).hasSize(9);
    }

    @Test
    void aSmallerFramebufferHasItsBuffersPitch() {
        DisplayFramebuffer framebuffer = VGA.framebuffer(attach(5, 320, 200, Fourcc.RGB565.code()));
        assertThat(framebuffer.pitch()).isEqualTo(2560);
    }

    @Test
    void theLastRowNeedsNoWholePitch() {
        DisplayBufferLayout buffer = new DisplayBufferLayout(100, 9, 32, 3998, 0);
        assertThat(buffer.framebuffer(attach(5, 99, 10, Fourcc.XRGB8888.code())).height())
                .isEqualTo(10);
        assertRefused(
                () -> buffer.framebuffer(attach(5, 100, 10, Fourcc.XRGB8888.code())),
                XenErrno.EINVAL,
                "framebuffer 100x10 of XR24 does not lie in its buffer of 100x9, bpp 32, buffer_sz 3998");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 480; XR24; 'framebuffer 0x480 must be 1..2147483647 pixels a side'",
                "640; -1; XR24; 'framebuffer 640x4294967295 must be'",
                "641; 480; XR24; 'framebuffer 641x480 of XR24 does not lie in its buffer of 640x480'",
                "640; 481; XR24; does not lie",
                "2147483647; 2147483647; XR24; does not lie",
                "1073741825; 1; XR24; does not lie",
                "1281; 480; RG16; does not lie",
                "639; 480; YUYV; 'must have an even width: its pixel_format is YUYV'",
                "640; 480; NV12; pixel_format NV12 is not known",
                "640; 480; RGB8; pixel_format RGB8 is not known",
            })
    void aFramebufferThatCannotBeIsRefused(int width, int height, String format, String message) {
        assertRefused(
                () -> VGA.framebuffer(attach(5, width, height, Fourcc.of(format).code())), XenErrno.EINVAL, message);
    }

    @Test
    void aFormatThatIsNoTextIsRefused() {
        assertRefused(() -> VGA.framebuffer(attach(5, 640, 480, -1)), XenErrno.EINVAL, "pixel_format 0xffffffff");
        assertRefused(() -> VGA.framebuffer(attach(5, 640, 480, 0x0a0a0a0a)), XenErrno.EINVAL, "0x0a0a0a0a");
    }

    @Test
    void aFramebufferHasACookie() {
        assertRefused(
                () -> VGA.framebuffer(attach(0, 640, 480, Fourcc.XRGB8888.code())),
                XenErrno.EINVAL,
                "fb_cookie must not be 0");
    }

    private static DisplayConfig config(long fbCookie, int x, int y, int width, int height) {
        return DisplayConfig.read(
                request(ring -> DisplRequests.setConfig(ring, 1, fbCookie, x, y, width, height, 32)), 800, 600);
    }

    @Test
    void allZeroSwitchesOff() {
        assertThat(config(0, 0, 0, 0, 0).isOff()).isTrue();
        assertThat(config(5, 0, 0, 800, 600)).isEqualTo(new DisplayConfig(5, 0, 0, 800, 600));
        assertThat(config(5, 799, 599, 1, 1).isOff()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "0; 0; 0; 800; 600; fb_cookie must not be 0 but to switch off",
                "0; 1; 0; 0; 0; fb_cookie must not be 0",
                "5; 0; 0; 0; 0; 'mode 0x0 at 0,0 does not lie in the connector''s 800x600'",
                "5; 0; 0; 801; 600; 'mode 801x600 at 0,0'",
                "5; 1; 0; 800; 600; 'mode 800x600 at 1,0'",
                "5; 0; 1; 800; 600; 'mode 800x600 at 0,1'",
                "5; -1; 0; 2; 600; 'mode 2x600 at 4294967295,0'",
                "5; 2147483647; 0; 2147483647; 600; does not lie",
                "5; 0; 0; -1; -1; 'mode 4294967295x4294967295'",
            })
    void aModeThatDoesNotLieInTheConnectorIsRefused(
            long fbCookie, int x, int y, int width, int height, String message) {
        assertRefused(() -> config(fbCookie, x, y, width, height), XenErrno.EINVAL, message);
    }

    @Test
    void anErrorIsPositive() {
        assertThatThrownBy(() -> new RequestRefusedException(-22, "")).isInstanceOf(IllegalArgumentException.class);
        assertThat(new RequestRefusedException(22, "").getStackTrace()).isEmpty();
    }

    @Test
    void anOperationIsNamed() {
        assertThat(request(ring -> DisplRequests.fbAttach(ring, 1, 1, 1, 1, 1, 1))
                        .operationName())
                .isEqualTo("FB_ATTACH");
        assertThat(request(ring -> DisplRequests.operation(ring, 1, 0xfe)).operationName())
                .isEqualTo("operation 0xfe");
    }
}
