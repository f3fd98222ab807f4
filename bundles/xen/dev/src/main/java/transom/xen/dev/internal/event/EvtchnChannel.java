package transom.xen.dev.internal.event;

import java.nio.ByteBuffer;
import transom.linux.Direct;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.EventChannel;
import transom.xen.dev.internal.uapi.Evtchn;
import transom.xen.support.Ledger;

/**
 * One channel. Reading the file returns the port and masks it; writing the port back unmasks it (drivers/xen/evtchn.c).
 * Closing the file unbinds the port. No call allocates.
 */
final class EvtchnChannel implements EventChannel {

    private final Fd fd;
    private final int remotePort;
    private final Ledger ledger;
    private final ByteBuffer notify;
    private final ByteBuffer pending = Direct.allocate(Evtchn.PORT_SIZE);

    EvtchnChannel(Fd fd, int port, int remotePort, Ledger ledger) {
        this.fd = fd;
        this.remotePort = remotePort;
        this.ledger = ledger;
        this.notify = Evtchn.notify(port);
    }

    @Override
    public int fd() {
        return fd.fd();
    }

    @Override
    public int remotePort() {
        return remotePort;
    }

    @Override
    public boolean acknowledge() {
        pending.clear();
        if (Posix.read(fd, pending) != Evtchn.PORT_SIZE) {
            return false;
        }
        pending.clear();
        Posix.write(fd, pending);
        return true;
    }

    /** The lock keeps the fd's number ours until the call is done. */
    @Override
    public synchronized void send() {
        if (fd.isOpen()) {
            Ioctl.call(fd.fd(), Evtchn.NOTIFY, notify);
        }
    }

    @Override
    public synchronized void close() {
        if (fd.isOpen()) {
            fd.close();
            ledger.channel(-1);
        }
    }
}
