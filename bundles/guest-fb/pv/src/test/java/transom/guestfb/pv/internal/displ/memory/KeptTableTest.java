package transom.guestfb.pv.internal.displ.memory;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import transom.guestfb.wire.DisplayBufferLayout;

class KeptTableTest {

    private static final KeptTable TABLE = new KeptTable(
            "8:1:9:2",
            7,
            List.of(
                    new KeptTable.KeptBuffer(
                            -5L, 3, true, "vgem:card1", new DisplayBufferLayout(64, 48, 32, 16384, 0), false),
                    new KeptTable.KeptBuffer(6, 4, false, "", new DisplayBufferLayout(8, 8, 16, 4096, 64), true)),
            List.of(new KeptTable.KeptFramebuffer(11, -5L, 64, 48, 0x34325258)),
            List.of());

    @Test
    void whatIsWrittenIsRead() {
        assertThat(KeptTable.decode(TABLE.encode())).contains(TABLE);
        assertThat(KeptTable.decode(KeptTable.EMPTY.encode())).contains(KeptTable.EMPTY);
    }

    /** It had what the connectors show at its end. */
    @Test
    void whatTheVersionBeforeWroteIsRead() {
        byte[] without = TABLE.encode();
        byte[] record = ByteBuffer.allocate(without.length + Integer.BYTES + 16)
                .put(without)
                .putInt(0, 1)
                .putInt(1)
                .putInt(1)
                .putLong(11)
                .putInt(-2)
                .array();
        KeptTable read = KeptTable.decode(record).orElseThrow();
        assertThat(read.buffers()).isEqualTo(TABLE.buffers());
        assertThat(read.framebuffers()).isEqualTo(TABLE.framebuffers());
        assertThat(read.formerConfigs()).containsExactly(new KeptConfig(1, 11, -2));
    }

    /** It adds at the end. */
    @Test
    void whatTheVersionAfterWritesIsRead() {
        byte[] record = TABLE.encode();
        byte[] longer = ByteBuffer.allocate(record.length + Long.BYTES)
                .put(record)
                .putLong(-1)
                .putInt(0, 3)
                .array();
        assertThat(KeptTable.decode(longer)).contains(TABLE);
    }

    @Test
    void whatBeginsOtherwiseIsRefused() {
        byte[] record = TABLE.encode();
        record[2]++;
        assertThat(KeptTable.decode(record)).isEmpty();
        assertThat(KeptTable.decode(Arrays.copyOf(TABLE.encode(), 40))).isEmpty();
    }
}
