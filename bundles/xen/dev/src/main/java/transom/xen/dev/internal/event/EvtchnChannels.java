package transom.xen.dev.internal.event;

import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.Evtchn;
import transom.xen.support.Ledger;

/** Binds event channels. <b>Thread:</b> any. */
public final class EvtchnChannels implements EventChannels {

    private final String device;
    private final Ledger ledger;

    public EvtchnChannels(Ledger ledger) {
        this(Evtchn.PATH, ledger);
    }

    EvtchnChannels(String device, Ledger ledger) {
        this.device = device;
        this.ledger = ledger;
    }

    @Override
    public EventChannel bindInterdomain(DomId domain, int remotePort) {
        Fd fd = open();
        int port = Ioctl.call(fd.fd(), Evtchn.BIND_INTERDOMAIN, Evtchn.bindInterdomain(domain.value(), remotePort));
        if (port < 0) {
            fd.close();
            throw new XenException(refusal(domain, remotePort, -port));
        }
        ledger.channel(1);
        return new EvtchnChannel(fd, port, remotePort, ledger);
    }

    private Fd open() {
        try {
            return Posix.open(device, Posix.O_RDWR | Posix.O_NONBLOCK);
        } catch (ErrnoException e) {
            throw new XenException("cannot open an event channel: " + e.getMessage(), e);
        }
    }

    /** Xen says EINVAL for both: no such port, and a port that is bound already (common/event_channel.c). */
    static String refusal(DomId domain, int remotePort, int errno) {
        String port = "cannot bind port " + Integer.toUnsignedString(remotePort) + " of dom" + domain + ": "
                + Errno.describe(errno);
        return errno == Errno.EINVAL
                ? port + " (the guest has no such port, did not reserve it for this domain, or another backend still "
                        + "has it)"
                : port;
    }
}
