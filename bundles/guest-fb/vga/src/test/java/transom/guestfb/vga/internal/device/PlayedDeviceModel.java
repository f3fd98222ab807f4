package transom.guestfb.vga.internal.device;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import transom.guestfb.wire.Vga;
import transom.guestfb.wire.VgaWriter;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.UnixSocket;

/** The other end of the socket: what QEMU does, and what it does not. */
final class PlayedDeviceModel implements AutoCloseable {

    final UnixSocket socket;
    final List<Fd> fds = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(1024).order(ByteOrder.LITTLE_ENDIAN);
    private Mapping memory;

    PlayedDeviceModel(Path path) {
        socket = UnixSocket.connectForPackets(path);
    }

    void say(ByteBuffer packet, int... withFds) {
        int sent = socket.send(packet, withFds);
        if (sent != packet.limit()) {
            throw new AssertionError("sent " + sent);
        }
    }

    /** The next packet, or null if there is none. */
    ByteBuffer hear() {
        int length = socket.receive(in.clear(), fds);
        return length == -Errno.EAGAIN ? null : in.flip();
    }

    boolean isClosed() {
        return socket.receive(in.clear(), fds) == 0;
    }

    /** The text of REFUSED; the connection is closed after it. */
    String refusal() {
        ByteBuffer packet = hear();
        if (packet == null || packet.limit() < Vga.HEADER || packet.getInt(Vga.TYPE) != Vga.REFUSED) {
            throw new AssertionError("not refused: " + packet);
        }
        byte[] text = new byte[packet.limit() - Vga.HEADER];
        packet.get(Vga.HEADER, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Takes BUFFER and maps it. */
    ByteBuffer memory(int bytes) {
        ByteBuffer packet = hear();
        if (packet == null || packet.getInt(Vga.TYPE) != Vga.BUFFER || fds.size() != 1) {
            throw new AssertionError("no BUFFER: " + packet + ", " + fds.size() + " fds");
        }
        if (packet.getLong(Vga.BUFFER_BYTES) < bytes) {
            throw new AssertionError("too small: " + packet.getLong(Vga.BUFFER_BYTES));
        }
        memory = Mapping.map(fds.get(0).fd(), 0, bytes, Mapping.PROT_READ | Mapping.PROT_WRITE);
        return memory.buffer();
    }

    static ByteBuffer hello(int domain, long bytes) {
        return VgaWriter.hello(domain, 0, bytes);
    }

    @Override
    public void close() {
        socket.close();
        fds.forEach(Fd::close);
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }
}
