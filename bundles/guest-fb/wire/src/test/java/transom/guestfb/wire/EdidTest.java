package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.xen.GrantRef;
import transom.xen.GuestPages;

class EdidTest {

    /** A detailed timing, taken apart again by the standard's table 3-21. */
    private record Timing(byte[] b) {

        private int at(int offset) {
            return b[54 + offset] & 0xff;
        }

        double clock() {
            return (at(0) | at(1) << 8) * 10_000.0;
        }

        int width() {
            return at(2) | (at(4) & 0xf0) << 4;
        }

        int hBlank() {
            return at(3) | (at(4) & 0x0f) << 8;
        }

        int height() {
            return at(5) | (at(7) & 0xf0) << 4;
        }

        int vBlank() {
            return at(6) | (at(7) & 0x0f) << 8;
        }

        int hFront() {
            return at(8) | (at(11) & 0xc0) << 2;
        }

        int hSync() {
            return at(9) | (at(11) & 0x30) << 4;
        }

        int vFront() {
            return at(10) >> 4 | (at(11) & 0x0c) << 2;
        }

        int vSync() {
            return at(10) & 0x0f | (at(11) & 0x03) << 4;
        }

        double refresh() {
            return clock() / (width() + hBlank()) / (height() + vBlank());
        }
    }

    private static Timing timing(int width, int height, int refresh) {
        return new Timing(Edid.of(width, height, refresh, "Transom", 1).toByteArray());
    }

    @Test
    void everySizeMakesABlockThatIsOne() {
        for (int side = 1; side <= Edid.SIDE_MAX; side += side < 64 ? 1 : 37) {
            assertIsBlock(side, Edid.SIDE_MAX + 1 - side);
            assertIsBlock(side, side);
        }
        assertIsBlock(Edid.SIDE_MAX, Edid.SIDE_MAX);
    }

    private static void assertIsBlock(int width, int height) {
        byte[] block = Edid.of(width, height, 60, "Transom", 1).toByteArray();
        int sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        assertThat(block).hasSize(128).startsWith(0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0);
        assertThat(sum & 0xff).as("sum of " + width + "x" + height).isZero();
        Timing timing = new Timing(block);
        assertThat(timing.width()).isEqualTo(width);
        assertThat(timing.height()).isEqualTo(height);
        assertThat(timing.hBlank()).isGreaterThanOrEqualTo(timing.hFront() + timing.hSync() + 80);
        assertThat(timing.vBlank()).isGreaterThanOrEqualTo(timing.vFront() + timing.vSync() + 6);
        assertThat(timing.vBlank() / (timing.clock() / (width + timing.hBlank())))
                .as("seconds of vertical blank")
                .isGreaterThan(459e-6);
        assertThat(timing.refresh()).isGreaterThan(0).isLessThan(62);
    }

    /** VESA CVT 1.2 with reduced blanking: clock in MHz, vertical total, vertical sync. */
    @ParameterizedTest
    @CsvSource({
        "640, 480, 23.5, 494, 4",
        "1024, 768, 56.0, 790, 4",
        "1280, 1024, 91.0, 1054, 7",
        "1920, 1080, 138.5, 1111, 5",
        "1920, 1200, 154.0, 1235, 6",
        "2560, 1440, 241.5, 1481, 5",
        "3840, 2160, 533.25, 2222, 5",
    })
    void timingsAreThoseOfCvt(int width, int height, double megahertz, int verticalTotal, int verticalSync) {
        Timing timing = timing(width, height, 60);
        assertThat(timing.height() + timing.vBlank()).isEqualTo(verticalTotal);
        assertThat(timing.vSync()).isEqualTo(verticalSync);
        assertThat(timing.hBlank()).isEqualTo(160);
        assertThat(timing.hFront()).isEqualTo(48);
        assertThat(timing.hSync()).isEqualTo(32);
        assertThat(timing.vFront()).isEqualTo(3);
        // CVT rounds the clock down to 0.25 MHz.
        assertThat(timing.clock() / 1e6).isBetween(megahertz - 0.01, megahertz + 0.26);
        assertThat(timing.refresh()).isCloseTo(60, within(0.05));
    }

    @Test
    void aClockThatHasNoRoomIsTheHighestThatHas() {
        Timing timing = timing(4095, 4095, 60);
        assertThat(timing.clock()).isEqualTo(655_350_000.0);
        assertThat(timing.refresh()).isBetween(36.0, 37.0);
    }

    @Test
    void theNameIsSaid() {
        byte[] block = Edid.of(640, 480, 60, "id0", 0x01020304).toByteArray();
        assertThat(new String(block, 72, 18, StandardCharsets.ISO_8859_1)).isEqualTo("\0\0\0\u00fc\0id0\n         ");
        block = Edid.of(640, 480, 60, "Thirteen chrs", 1).toByteArray();
        assertThat(new String(block, 72 + 5, 13, StandardCharsets.US_ASCII)).isEqualTo("Thirteen chrs");
    }

    @Test
    void whatIsNoMonitorIsRefused() {
        assertThatThrownBy(() -> Edid.of(0, 1, 60, "a", 1)).hasMessage("width 0 must be 1..4095");
        assertThatThrownBy(() -> Edid.of(1, 4096, 60, "a", 1)).hasMessage("height 4096 must be 1..4095");
        assertThatThrownBy(() -> Edid.of(1, 1, 241, "a", 1)).hasMessage("refresh 241 must be 24..240");
        assertThatThrownBy(() -> Edid.of(1, 1, 60, "fourteen chars", 1)).hasMessageContaining("'fourteen chars'");
        assertThatThrownBy(() -> Edid.of(1, 1, 60, "", 1)).hasMessageContaining("1..13");
    }

    @ParameterizedTest
    @CsvSource({
        "640, 480, 60", "800, 600, 60", "1024, 768, 60", "1366, 768, 60", "1920, 1080, 60", "1920, 1080, 144",
        "2560, 1600, 60", "3840, 2160, 60", "4095, 4095, 60", "1, 1, 24", "1, 4095, 240", "4095, 1, 24",
    })
    void edidDecodeUnderstandsIt(int width, int height, int refresh, @TempDir Path folder) throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/edid-decode")), "apt install edid-decode");
        Path file = folder.resolve("edid.bin");
        Files.write(file, Edid.of(width, height, refresh, "Transom", 7).toByteArray());
        Path out = folder.resolve("out.txt");
        Process process = new ProcessBuilder("edid-decode", "--check", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        String said = Files.readString(out);
        assertThat(said)
                .contains("Manufacturer: TSM")
                .contains("Display Product Name: 'Transom'")
                .contains("EDID conformity: PASS")
                .doesNotContain("Failures:");
        assertThat(said).containsPattern("DTD 1: +" + width + "x" + height + " ");
    }

    private static DisplRequest getEdid(int size) {
        GuestPages page = Pages.zeroed(1);
        DisplRequests.getEdid(FrontRing.initialise(page), 1, size, new GrantRef(1));
        DisplRequest request = new DisplRequest();
        BackRing.attach(page).next(request);
        return request;
    }

    @Test
    void itIsWrittenIntoTheGuestsPageAndNoFurther() {
        ByteBuffer memory = ByteBuffer.allocateDirect(3 * 4096);
        GuestPages directory = new GuestPages(memory.slice(4096, 4096), () -> {});
        GrantDirectory.initialise(directory, new GrantRef[] {new GrantRef(1)}, new GrantRef[] {new GrantRef(2)});
        memory.put(2 * 4096 + 128, (byte) 0x5a);
        Edid edid = Edid.of(640, 480, 60, "Transom", 1);
        boolean[] written = new boolean[3];
        EdidBuffer.read(getEdid(128)).write(edid, (ref, writable) -> {
            written[ref.value()] = writable;
            return new GuestPages(memory.slice(ref.value() * 4096, 4096), () -> {});
        });
        byte[] block = new byte[128];
        memory.get(2 * 4096, block);
        assertThat(block).isEqualTo(edid.toByteArray());
        assertThat(memory.get(2 * 4096 + 128)).isEqualTo((byte) 0x5a);
        assertThat(written).containsExactly(false, false, true);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "127, 127", "-1, 4294967295", "4190209, 4190209"})
    void aBufferWithoutRoomOrWithFarTooMuchIsRefused(int size, String shown) {
        assertThatThrownBy(() -> EdidBuffer.read(getEdid(size)))
                .isInstanceOf(RequestRefusedException.class)
                .hasMessage("buffer_sz " + shown + " of an EDID must be 128..4190208");
        assertThat(EdidBuffer.read(getEdid(32768)).size()).isEqualTo(32768);
    }
}
