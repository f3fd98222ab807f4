package transom.xen.dev.internal.event;

import java.nio.ByteBuffer;
import transom.linux.Direct;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.EventChannel;
import transom.xen.dev.internal.uapi.Evtchn;

/**
 * One channel. Reading the file returns the port and masks it; writing the port back unmasks it (drivers/xen/evtchn.c).
 * The port is bound until it is unbound or the file's last descriptor is closed. No call allocates.
 */
final class EvtchnChannel implements EventChannel {

    private final Fd fd;
    private final int port;
    private final int remotePort;
    private final Place place;
    private final ByteBuffer notify;
    private final ByteBuffer pending = Direct.allocate(Evtchn.PORT_SIZE);

    /** Where else it is known. */
    interface Place {

        /** It is about to be unbound. */
        void ended();

        /** Whether it stays bound when this process has left it. */
        boolean isKept();
    }

    EvtchnChannel(Fd fd, int port, int remotePort, Place place) {
        this.fd = fd;
        this.port = port;
        this.remotePort = remotePort;
        this.place = place;
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

    /** Whoever had it before may have ended between reading the port and writing it back; one that is not masked stays. */
    EvtchnChannel unmask() {
        pending.clear();
        pending.putInt(0, port);
        Posix.write(fd, pending);
        return this;
    }

    /** The lock keeps the fd's number ours until the call is done. */
    @Override
    public synchronized void send() {
        if (fd.isOpen()) {
            Ioctl.call(fd.fd(), Evtchn.NOTIFY, notify);
        }
    }

    /** Others may have the file open for a moment longer: the guest's port must be free at once. */
    @Override
    public synchronized void close() {
        if (fd.isOpen()) {
            place.ended();
            Ioctl.call(fd.fd(), Evtchn.UNBIND, Evtchn.unbind(port));
            fd.close();
        }
    }

    @Override
    public synchronized void detach() {
        if (place.isKept()) {
            fd.close();
        } else {
            close();
        }
    }
}
