package transom.xen.dev.internal.event;

import java.util.Optional;
import java.util.function.Predicate;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.PortRefusedException;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.Evtchn;
import transom.xen.support.ChannelRecord;
import transom.xen.support.ChannelRecord.Kind;
import transom.xen.support.KeptChannels;
import transom.xen.support.Ledger;

/** Binds event channels. <b>Thread:</b> any. */
public final class EvtchnChannels implements EventChannels {

    private final String device;
    private final KeptChannels kept;
    private final Ledger ledger;

    public EvtchnChannels(KeptChannels kept, Ledger ledger) {
        this(Evtchn.PATH, kept, ledger);
    }

    EvtchnChannels(String device, KeptChannels kept, Ledger ledger) {
        this.device = device;
        this.kept = kept;
        this.ledger = ledger;
        kept.names().forEach(ledger::keptChannel);
    }

    /** A port, and the only file that it is bound by. */
    private record Bound(Fd fd, int port) {}

    @Override
    public EventChannel bindInterdomain(DomId domain, int remotePort) {
        Bound bound = bind(domain, remotePort);
        ledger.channel(1);
        return new EvtchnChannel(bound.fd, bound.port, remotePort, new EvtchnChannel.Place() {
            @Override
            public void ended() {
                ledger.channel(-1);
            }

            @Override
            public boolean isKept() {
                return false;
            }
        });
    }

    @Override
    public synchronized EventChannel bindInterdomain(DomId domain, int remotePort, String keepName) {
        kept.requireName(keepName);
        Optional<EvtchnChannel> found = find(keepName, record -> record.isOf(domain, remotePort));
        if (found.isPresent()) {
            return found.get().unmask();
        }
        drop(keepName);
        Bound bound = bind(domain, remotePort);
        try {
            kept.put(keepName, new ChannelRecord(Kind.EVTCHN, domain, remotePort, bound.port), bound.fd.fd());
        } catch (RuntimeException e) {
            bound.fd.close();
            throw e;
        }
        ledger.keptChannel(keepName);
        return channel(keepName, bound, remotePort);
    }

    private Optional<EvtchnChannel> find(String keepName, Predicate<ChannelRecord> wanted) {
        return kept.find(keepName, Kind.EVTCHN, wanted)
                .map(found -> channel(
                        keepName,
                        new Bound(found.files().get(0), found.record().port()),
                        found.record().remotePort()));
    }

    private EvtchnChannel channel(String keepName, Bound bound, int remotePort) {
        return new EvtchnChannel(bound.fd, bound.port, remotePort, new EvtchnChannel.Place() {
            @Override
            public void ended() {
                kept.remove(keepName);
                ledger.endedChannel(keepName);
            }

            @Override
            public boolean isKept() {
                return true;
            }
        });
    }

    private Bound bind(DomId domain, int remotePort) {
        Fd fd = open();
        int port = Ioctl.call(fd.fd(), Evtchn.BIND_INTERDOMAIN, Evtchn.bindInterdomain(domain.value(), remotePort));
        if (port < 0) {
            fd.close();
            throw refusal(domain, remotePort, -port);
        }
        return new Bound(fd, port);
    }

    private Fd open() {
        try {
            return Posix.open(device, Posix.O_RDWR | Posix.O_NONBLOCK);
        } catch (ErrnoException e) {
            throw new XenException("cannot open an event channel: " + e.getMessage(), e);
        }
    }

    /** Xen says EINVAL for both: no such port, and a port that is bound already (common/event_channel.c). */
    static XenException refusal(DomId domain, int remotePort, int errno) {
        String port = "cannot bind port " + Integer.toUnsignedString(remotePort) + " of dom" + domain + ": "
                + Errno.describe(errno);
        return errno == Errno.EINVAL
                ? new PortRefusedException(port + " (the guest has no such port, did not reserve it for this domain, or"
                        + " another backend still has it)")
                : new XenException(port);
    }

    @Override
    public synchronized void dropKept(Predicate<String> keepNames) {
        kept.names().stream().filter(keepNames).toList().forEach(this::drop);
    }

    /** Also what is left of one that was not kept, or removed, as a whole. */
    private void drop(String keepName) {
        find(keepName, record -> true).ifPresent(EvtchnChannel::close);
        kept.remove(keepName);
        ledger.endedChannel(keepName);
    }
}
