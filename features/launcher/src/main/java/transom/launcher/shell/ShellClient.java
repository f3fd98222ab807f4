package transom.launcher.shell;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Speaks docs/protocol/shell.md to a running Transom. <b>Thread:</b> one at a time. */
public final class ShellClient implements AutoCloseable {

    private static final int LONGEST_ANSWER = 64 * 1024 * 1024;

    private final SocketChannel channel;
    private final DataInputStream in;
    private final DataOutputStream out;

    private ShellClient(SocketChannel channel) {
        this.channel = channel;
        this.in = new DataInputStream(Channels.newInputStream(channel));
        this.out = new DataOutputStream(Channels.newOutputStream(channel));
    }

    /** Fails with an IOException if nobody listens there. <b>Owner:</b> the caller. */
    public static ShellClient connect(Path socket) throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            channel.connect(UnixDomainSocketAddress.of(socket));
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new ShellClient(channel);
    }

    /** Runs a command; what it prints goes to the streams as it comes. Returns its exit status. */
    public int execute(String line, OutputStream output, OutputStream errors) throws IOException {
        send('E', line);
        while (true) {
            int kind = in.readUnsignedByte();
            byte[] payload = payload();
            switch (kind) {
                case 'o' -> output.write(payload);
                case 'e' -> errors.write(payload);
                case 's' -> {
                    output.flush();
                    errors.flush();
                    return Integer.parseInt(text(payload));
                }
                default -> throw new IOException("an answer of unknown kind " + kind + "; is that Transom?");
            }
        }
    }

    /** What the last word of the line may become. */
    public List<String> complete(String line) throws IOException {
        send('C', line);
        int kind = in.readUnsignedByte();
        byte[] payload = payload();
        if (kind != 'c') {
            throw new IOException("an answer of unknown kind " + kind + "; is that Transom?");
        }
        return text(payload).lines().toList();
    }

    private void send(char kind, String text) throws IOException {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        out.writeByte(kind);
        out.writeInt(payload.length);
        out.write(payload);
        out.flush();
    }

    private byte[] payload() throws IOException {
        int length = in.readInt();
        if (length < 0 || length > LONGEST_ANSWER) {
            throw new IOException("an answer of " + length + " bytes; is that Transom?");
        }
        byte[] payload = in.readNBytes(length);
        if (payload.length < length) {
            throw new EOFException("Transom ended in the middle of an answer");
        }
        return payload;
    }

    private static String text(byte[] payload) {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
