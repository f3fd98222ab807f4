package transom.shell.internal.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class FramesTest {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    private Frames reading(int... bytes) {
        byte[] in = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            in[i] = (byte) bytes[i];
        }
        return new Frames(new ByteArrayInputStream(in), out);
    }

    @Test
    void aRequestIsKindLengthAndText() throws IOException {
        Frames frames = reading('E', 0, 0, 0, 2, 'h', 'i');

        assertThat(frames.read()).isEqualTo(new Frames.Request(Frames.EXECUTE, "hi"));
        assertThat(frames.read()).isNull();
    }

    @Test
    void lengthsOutOfBoundsAndBrokenRequestsEndTheConnection() {
        assertThatThrownBy(() -> reading('E', 0x7f, 0, 0, 0).read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reading('E', 0xff, 0, 0, 0).read()).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> reading('E', 0, 0, 0, 2, 'h').read()).isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> reading('E', 0).read()).isInstanceOf(EOFException.class);
    }

    @Test
    void answersAreWrittenAsFrames() throws IOException {
        reading().write(Frames.STATUS, "0");
        reading().stream(Frames.OUTPUT).write("ab".getBytes(java.nio.charset.StandardCharsets.UTF_8));

        assertThat(out.toByteArray()).containsExactly('s', 0, 0, 0, 1, '0', 'o', 0, 0, 0, 2, 'a', 'b');
    }
}
