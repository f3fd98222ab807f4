package transom.xen.sim.internal.dom0;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.PortRefusedException;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimSockets;
import transom.xen.support.ChannelRecord;
import transom.xen.support.ChannelRecord.Kind;
import transom.xen.support.KeptChannels;
import transom.xen.support.Ledger;

/** Binds ports: by this process's connection, or, for the keep, each by {@linkplain KeptBinding one of its own}. */
final class SimEventChannels implements EventChannels {

    private final SimSockets sockets;
    private final ControlChannel channel;
    private final KeptChannels kept;
    private final Ledger ledger;

    SimEventChannels(SimSockets sockets, ControlChannel channel, KeptChannels kept, Ledger ledger) {
        this.sockets = sockets;
        this.channel = channel;
        this.kept = kept;
        this.ledger = ledger;
        kept.names().forEach(ledger::keptChannel);
    }

    @Override
    public EventChannel bindInterdomain(DomId domain, int remotePort) {
        ControlMessage answer = bind(channel, domain, remotePort);
        int port = answer.fields().u32();
        ledger.channel(1);
        return channel(remotePort, answer.fds(), new SimEventChannel.Binding() {
            @Override
            public void end() {
                ledger.channel(-1);
                unbind(channel, port);
            }

            @Override
            public void leave() {
                end();
            }
        });
    }

    private static ControlMessage bind(ControlChannel by, DomId domain, int remotePort) {
        try {
            return by.call(ControlOp.BIND, new Payload().u32(domain.value()).u32(remotePort));
        } catch (ControlException e) {
            throw e.errno().equals("EINVAL") ? new PortRefusedException(e.getMessage(), e) : e;
        }
    }

    private static EventChannel channel(int remotePort, List<Fd> fds, SimEventChannel.Binding binding) {
        return new SimEventChannel(remotePort, EventFd.adopt(fds.get(0)), EventFd.adopt(fds.get(1)), binding);
    }

    /** A simulator, or connection to it, that has gone has unbound it itself. */
    static void unbind(ControlChannel by, int port) {
        try {
            by.call(ControlOp.UNBIND, new Payload().u32(port));
        } catch (ControlException e) {
            if (!e.errno().equals("EIO")) {
                throw e;
            }
        }
    }

    @Override
    public synchronized EventChannel bindInterdomain(DomId domain, int remotePort, String keepName) {
        kept.requireName(keepName);
        Optional<EventChannel> found = find(keepName, record -> record.isOf(domain, remotePort));
        if (found.isPresent()) {
            return found.get();
        }
        drop(keepName);
        ControlChannel by = ControlChannel.connect(sockets);
        try {
            by.call(ControlOp.ATTACH, new Payload());
            ControlMessage answer = bind(by, domain, remotePort);
            ChannelRecord record = new ChannelRecord(
                    Kind.EVENTFD, domain, remotePort, answer.fields().u32());
            return keep(keepName, record, answer.fds(), by);
        } catch (RuntimeException e) {
            by.close();
            throw e;
        }
    }

    /** @param fds transferred; closed if it throws */
    private EventChannel keep(String keepName, ChannelRecord record, List<Fd> fds, ControlChannel by) {
        try (Fd connection = by.dup()) {
            kept.put(keepName, record, fds.get(0).fd(), fds.get(1).fd(), connection.fd());
        } catch (RuntimeException e) {
            fds.forEach(Fd::close);
            throw e;
        }
        ledger.keptChannel(keepName);
        return channel(record.remotePort(), fds, new KeptBinding(keepName, record.port(), by, kept, ledger));
    }

    /** A channel of a simulator that has gone is none. */
    private Optional<EventChannel> find(String keepName, Predicate<ChannelRecord> wanted) {
        return kept.find(keepName, Kind.EVENTFD, wanted).flatMap(found -> {
            List<Fd> files = found.files();
            ControlChannel by = ControlChannel.adopt(files.get(2));
            try {
                by.call(ControlOp.ATTACH, new Payload());
            } catch (ControlException e) {
                by.close();
                files.get(0).close();
                files.get(1).close();
                return Optional.empty();
            }
            KeptBinding binding = new KeptBinding(keepName, found.record().port(), by, kept, ledger);
            return Optional.of(channel(found.record().remotePort(), files, binding));
        });
    }

    @Override
    public synchronized void dropKept(Predicate<String> keepNames) {
        kept.names().stream().filter(keepNames).toList().forEach(this::drop);
    }

    /** Also what is left of one that was not kept, or removed, as a whole. */
    private void drop(String keepName) {
        find(keepName, record -> true).ifPresent(EventChannel::close);
        kept.remove(keepName);
        ledger.endedChannel(keepName);
    }
}
