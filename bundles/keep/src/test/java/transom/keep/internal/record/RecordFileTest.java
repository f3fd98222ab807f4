package transom.keep.internal.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import transom.keep.Keep;
import transom.linux.Direct;
import transom.linux.Fd;
import transom.linux.MemFd;
import transom.linux.Posix;

class RecordFileTest {

    private static final Instant SINCE = Instant.ofEpochMilli(0x0102_0304_0506L);

    private final RecordFile records = new RecordFile();
    private final Fd fd = records.create("n".repeat(Keep.MAX_NAME_LENGTH), new byte[] {1, 2, 3}, SINCE);

    @AfterEach
    void close() {
        fd.close();
    }

    private byte[] bytes(long offset, int count) {
        ByteBuffer read = Direct.allocate(count);
        assertThat(Posix.readAt(fd, read, offset)).isEqualTo(count);
        byte[] bytes = new byte[count];
        read.flip().get(bytes);
        return bytes;
    }

    private void write(long offset, int word) {
        Posix.writeAt(fd, Direct.allocate(4).putInt(0, word), offset);
    }

    /** As native/keeper/record.h has it. */
    @Test
    void isLaidOutAsOthersReadIt() {
        assertThat(bytes(0, 24))
                .containsExactly('T', 'K', 'R', '1', 0, 0, 0, 0, 6, 5, 4, 3, 2, 1, 0, 0, 3, 0, 0, 0, 0, 0, 0, 0);
        assertThat(bytes(4096, 3)).containsExactly(1, 2, 3);
        assertThat(Posix.size(fd)).isEqualTo(4096 + 2 * 65536);
        records.replace(fd, new byte[] {9});
        assertThat(bytes(0, 24))
                .containsExactly('T', 'K', 'R', '1', 1, 0, 0, 0, 6, 5, 4, 3, 2, 1, 0, 0, 3, 0, 0, 0, 1, 0, 0, 0);
        assertThat(bytes(4096 + 65536, 1)).containsExactly(9);
        assertThat(bytes(4096, 3)).containsExactly(1, 2, 3);
    }

    @Test
    void isReplacedAgainAndAgain() {
        for (int length : new int[] {0, Keep.MAX_RECORD_BYTES, 1, 7}) {
            byte[] record = new byte[length];
            java.util.Arrays.fill(record, (byte) length);
            assertThat(records.replace(fd, record)).isTrue();
            assertThat(records.read(fd)).hasValue(record);
            assertThat(records.head(fd).orElseThrow().since()).isEqualTo(SINCE);
        }
    }

    /** What is left by a process that died before the last write of a replacement. */
    @Test
    void aReplacementThatIsNotFinishedIsNone() {
        Posix.writeAt(fd, Direct.allocate(2).put(0, (byte) 8), 4096 + 65536);
        write(20, 2);
        assertThat(records.read(fd)).hasValue(new byte[] {1, 2, 3});
    }

    @ParameterizedTest
    @CsvSource({"0, 0x32524b54", "4, 2", "4, -1", "16, 65537", "16, -1"})
    void whatIsNotOfThisVersionIsNeitherReadNorWritten(long offset, String word) {
        write(offset, Long.decode(word).intValue());
        byte[] before = bytes(0, 24);
        assertThat(records.read(fd)).isEmpty();
        assertThat(records.head(fd)).isEmpty();
        assertThat(records.replace(fd, new byte[] {1})).isFalse();
        assertThat(bytes(0, 24)).isEqualTo(before);
    }

    @Test
    void anEmptyFileIsNone() {
        try (Fd empty = MemFd.create("empty", 1, false)) {
            assertThat(records.read(empty)).isEmpty();
        }
    }
}
