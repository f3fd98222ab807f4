package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class VgaEventsTest {

    private static final class Heard implements VgaEvents {
        final List<String> all = new ArrayList<>();

        @Override
        public void hello(int version, int domain, int index, long bytes) {
            all.add("hello " + version + " " + domain + " " + index + " " + bytes);
        }

        @Override
        public void scanout(int width, int height, int stride, int fourcc, long offset) {
            all.add("scanout " + width + " " + height + " " + stride + " " + fourcc + " " + offset);
        }

        @Override
        public void dark() {
            all.add("dark");
        }

        @Override
        public void damage(int x, int y, int width, int height) {
            all.add("damage " + x + " " + y + " " + width + " " + height);
        }
    }

    private final Heard heard = new Heard();

    private String fault(ByteBuffer packet) {
        return assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> VgaEvents.read(packet, heard))
                .actual()
                .getMessage();
    }

    @Test
    void whatIsWrittenIsRead() {
        VgaEvents.read(VgaWriter.hello(7, 0, 16 << 20), heard);
        VgaEvents.read(VgaWriter.scanout(1024, 768, 4096, 0x34325258, 4096), heard);
        VgaEvents.read(VgaWriter.scanout(0, 0, 0, 0, 0), heard);
        VgaEvents.read(VgaWriter.damage(1, 2, 3, 4), heard);
        assertThat(heard.all)
                .containsExactly(
                        "hello 1 7 0 16777216", "scanout 1024 768 4096 875713112 4096", "dark", "damage 1 2 3 4");
    }

    @Test
    void darkIsAllZero() {
        VgaEvents.read(VgaWriter.scanout(0, 0, 0, 0, 1), heard);
        assertThat(heard.all).containsExactly("scanout 0 0 0 0 1");
    }

    @Test
    void truncatedAndWrongLengthsAreNamed() {
        assertThat(fault(VgaWriter.query().limit(7))).contains("a packet has 7 bytes");
        assertThat(fault(VgaWriter.damage(0, 0, 1, 1).limit(20))).contains("says 24 bytes where 20 are right");
        assertThat(fault(VgaWriter.damage(0, 0, 1, 1).putInt(Vga.LENGTH, -1))).contains("says 4294967295 bytes");
        assertThat(fault(ByteBuffer.allocate(28)
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .putInt(0, 1)
                        .putInt(4, 28)))
                .contains("type 1 says 28 bytes where 32 are right");
        assertThat(fault(ByteBuffer.allocate(257).order(ByteOrder.LITTLE_ENDIAN)))
                .contains("more than 256 bytes");
        assertThat(heard.all).isEmpty();
    }

    @Test
    void otherTypesAndReservedBitsAreRefused() {
        assertThat(fault(VgaWriter.query())).contains("type is 5");
        assertThat(fault(VgaWriter.query().putInt(Vga.TYPE, -1))).contains("type is 4294967295");
        assertThat(fault(VgaWriter.hello(1, 0, 4096).putInt(Vga.HELLO_PAD, 3))).contains("0x3 where 0 must be");
    }

    @Test
    void aReasonIsCutBetweenCharacters() {
        ByteBuffer packet = VgaWriter.refused("x" + "\u00e4".repeat(200));
        assertThat(packet.limit()).isEqualTo(packet.getInt(Vga.LENGTH)).isEqualTo(255);
        byte[] text = new byte[packet.limit() - Vga.HEADER];
        packet.get(Vga.HEADER, text);
        assertThat(new String(text, StandardCharsets.UTF_8)).isEqualTo("x" + "\u00e4".repeat(123));
    }

    @Property
    void nothingElseIsThrownForAnyBytes(@ForAll @Size(max = 40) byte[] bytes, @ForAll byte type) {
        ByteBuffer packet = ByteBuffer.wrap(Arrays.copyOf(bytes, bytes.length)).order(ByteOrder.LITTLE_ENDIAN);
        if (packet.limit() >= Vga.HEADER) {
            packet.putInt(Vga.TYPE, type & 7).putInt(Vga.LENGTH, packet.limit());
        }
        try {
            VgaEvents.read(packet, heard);
        } catch (ProtocolException e) {
            assertThat(e).hasMessageNotContaining("null");
        }
    }
}
