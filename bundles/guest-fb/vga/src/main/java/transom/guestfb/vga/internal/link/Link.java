package transom.guestfb.vga.internal.link;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import transom.guestfb.wire.ProtocolException;
import transom.guestfb.wire.Vga;
import transom.guestfb.wire.VgaEvents;
import transom.guestfb.wire.VgaWriter;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.linux.UnixSocket;

/**
 * A connection with a device model.
 *
 * <p><b>Owner:</b> of its socket. <b>Thread:</b> the loop.
 */
public final class Link implements AutoCloseable {

    private final UnixSocket socket;

    /** One byte more than a packet may have shows that it is too long. */
    private final ByteBuffer packet =
            ByteBuffer.allocateDirect(Vga.MAX_PACKET + 1).order(ByteOrder.LITTLE_ENDIAN);

    private final List<Fd> fds = new ArrayList<>();

    /** <b>Owner:</b> this, of the socket. */
    public Link(UnixSocket socket) {
        this.socket = socket;
    }

    /** Lends the number, for the loop and the keep. */
    public int fd() {
        return socket.fd();
    }

    /** The process at the other end, as the kernel knew it when it connected. */
    public int pid() {
        return socket.peer().pid();
    }

    /**
     * Hands over what has come, some of it.
     *
     * @param quota packets, at most
     * @return false if the other end has closed
     * @throws ProtocolException if a packet is none
     */
    public boolean read(VgaEvents to, int quota) {
        for (int i = 0; i < quota && socket.isOpen(); i++) {
            int length = socket.receive(packet.clear(), fds);
            if (!fds.isEmpty()) {
                dropFds();
                throw new ProtocolException("a packet comes with a file descriptor, and a device model sends none");
            } else if (length == -Errno.EAGAIN) {
                return true;
            } else if (length == -Errno.EMSGSIZE) {
                throw new ProtocolException("a packet comes with file descriptors, and a device model sends none");
            } else if (length <= 0) {
                return false;
            }
            VgaEvents.read(packet.flip(), to);
        }
        return true;
    }

    private void dropFds() {
        fds.forEach(Fd::close);
        fds.clear();
    }

    /**
     * The memory that was asked for.
     *
     * @param dmaBuf lent
     * @return false if the other end has gone, or does not read
     */
    public boolean sendBuffer(long bytes, int dmaBuf) {
        return socket.send(VgaWriter.buffer(bytes), dmaBuf) > 0;
    }

    /** Asks for what is on the screen. One that does not fit is not needed: there is one that was not read yet. */
    public void sendQuery() {
        socket.send(VgaWriter.query());
    }

    /** Why there is no memory; whoever does not listen does not hear it. */
    public void sendRefused(String reason) {
        socket.send(VgaWriter.refused(reason));
    }

    @Override
    public void close() {
        socket.close();
    }
}
