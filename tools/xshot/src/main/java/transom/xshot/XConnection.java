package transom.xshot;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * A client's connection to an X server: one request at a time, waits for its reply. <b>Thread:</b> one.
 *
 * <p><b>Owner:</b> who opened it closes it.
 */
public final class XConnection implements AutoCloseable {

    private static final int GET_INPUT_FOCUS = 43;
    private static final int GENERIC_EVENT = 35;

    /** More than the picture of any screen: a longer reply is a broken stream. */
    private static final int MAX_REPLY = 1 << 29;

    private final SocketChannel socket;
    private final XSetup setup;

    private XConnection(SocketChannel socket, XSetup setup) {
        this.socket = socket;
        this.setup = setup;
    }

    /** Connects to a display as {@code $DISPLAY} names it. */
    public static XConnection open(String display) throws IOException {
        DisplayName name = DisplayName.parse(display);
        SocketChannel socket;
        try {
            socket = SocketChannel.open(name.address());
        } catch (IOException e) {
            throw new IOException("no X server at display '" + display + "': " + e.getMessage(), e);
        }
        try {
            return new XConnection(socket, greet(socket, XAuthority.cookie(name.number())));
        } catch (IOException | RuntimeException e) {
            socket.close();
            throw e;
        }
    }

    private static XSetup greet(SocketChannel socket, byte[] cookie) throws IOException {
        byte[] scheme = cookie.length == 0 ? new byte[0] : XAuthority.COOKIE.getBytes(StandardCharsets.US_ASCII);
        ByteBuffer hello = little(12 + pad(scheme.length) + pad(cookie.length));
        hello.put((byte) 'l').put((byte) 0).putShort((short) 11).putShort((short) 0);
        hello.putShort((short) scheme.length).putShort((short) cookie.length).putShort((short) 0);
        hello.put(scheme).position(12 + pad(scheme.length));
        hello.put(cookie).position(0).limit(hello.capacity());
        write(socket, hello);
        ByteBuffer head = read(socket, 8);
        ByteBuffer body = read(socket, (head.getShort(6) & 0xffff) * 4);
        if (head.get(0) != 1) {
            String reason = StandardCharsets.ISO_8859_1.decode(body).toString().trim();
            throw new IOException("the X server refuses: " + reason + " (set XAUTHORITY?)");
        }
        return XSetup.read(body);
    }

    XSetup setup() {
        return setup;
    }

    /** The root window of the first screen. */
    public int root() {
        return setup.root();
    }

    /** A request of this many bytes, which must be a multiple of four, with its head filled in. */
    public static ByteBuffer request(int opcode, int data, int bytes) {
        return little(bytes).put((byte) opcode).put((byte) data).putShort((short) (bytes / 4));
    }

    /** Sends a request that has a reply, and waits for it. */
    public ByteBuffer call(ByteBuffer request) throws IOException {
        write(socket, request.position(0).limit(request.capacity()));
        while (true) {
            ByteBuffer head = read(socket, 32);
            int kind = head.get(0) & 0x7f;
            if (kind == 0) {
                throw new XErrorException(head.get(1) & 0xff, head.get(10) & 0xff, head.getInt(4));
            }
            if (kind == 1 || kind == GENERIC_EVENT) {
                ByteBuffer all = rest(head);
                if (kind == 1) {
                    return all;
                }
            }
        }
    }

    private ByteBuffer rest(ByteBuffer head) throws IOException {
        long more = 4L * Integer.toUnsignedLong(head.getInt(4));
        if (more > MAX_REPLY) {
            throw new IOException("a reply of " + more + " bytes");
        }
        ByteBuffer all = little(32 + (int) more).put(head);
        fill(socket, all);
        return all.position(0);
    }

    /** Sends a request that has no reply, and waits until the server has done it. */
    public void send(ByteBuffer request) throws IOException {
        write(socket, request.position(0).limit(request.capacity()));
        call(request(GET_INPUT_FOCUS, 0, 4));
    }

    private static void write(SocketChannel socket, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            socket.write(bytes);
        }
    }

    private static ByteBuffer read(SocketChannel socket, int count) throws IOException {
        ByteBuffer bytes = little(count);
        fill(socket, bytes);
        return bytes.position(0);
    }

    private static void fill(SocketChannel socket, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            if (socket.read(bytes) < 0) {
                throw new EOFException("the X server hung up");
            }
        }
    }

    private static ByteBuffer little(int bytes) {
        return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    static int pad(int bytes) {
        return bytes + 3 & ~3;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
