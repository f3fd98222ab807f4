package transom.shell.internal.server;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/** The frames of docs/protocol/shell.md: one byte of kind, four bytes of length (big endian), that many bytes. */
final class Frames {

    static final int EXECUTE = 'E';
    static final int COMPLETE = 'C';
    static final int OUTPUT = 'o';
    static final int ERROR_OUTPUT = 'e';
    static final int STATUS = 's';
    static final int CANDIDATES = 'c';

    /** Longest payload that a client may send. */
    static final int LONGEST_REQUEST = 64 * 1024;

    private final DataInputStream in;
    private final DataOutputStream out;

    Frames(InputStream in, OutputStream out) {
        this.in = new DataInputStream(in);
        this.out = new DataOutputStream(out);
    }

    /** What a client wants; the payload is text. */
    record Request(int kind, String text) {}

    /** The next request, null when the client has gone. */
    Request read() throws IOException {
        int kind = in.read();
        if (kind < 0) {
            return null;
        }
        int length = in.readInt();
        if (length < 0 || length > LONGEST_REQUEST) {
            throw new IOException("a request of " + length + " bytes; at most " + LONGEST_REQUEST + " are taken");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("the client left in the middle of a request");
        }
        return new Request(kind, new String(payload, StandardCharsets.UTF_8));
    }

    synchronized void write(int kind, byte[] bytes, int offset, int length) throws IOException {
        byte[] frame = new byte[5 + length];
        frame[0] = (byte) kind;
        frame[1] = (byte) (length >>> 24);
        frame[2] = (byte) (length >>> 16);
        frame[3] = (byte) (length >>> 8);
        frame[4] = (byte) length;
        System.arraycopy(bytes, offset, frame, 5, length);
        out.write(frame);
        out.flush();
    }

    void write(int kind, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        write(kind, bytes, 0, bytes.length);
    }

    /** Everything that is written to it goes out in frames of this kind. */
    OutputStream stream(int kind) {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                Frames.this.write(kind, bytes, offset, length);
            }
        };
    }
}
