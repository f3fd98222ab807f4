package transom.xen.sim.internal.dom0;

import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.support.Ledger;

/** Event channels as pairs of eventfds. */
final class SimEventChannels implements EventChannels {

    private final ControlChannel channel;
    private final Ledger ledger;

    SimEventChannels(ControlChannel channel, Ledger ledger) {
        this.channel = channel;
        this.ledger = ledger;
    }

    @Override
    public EventChannel bindInterdomain(DomId domain, int remotePort) {
        ControlMessage answer =
                channel.call(ControlOp.BIND, new Payload().u32(domain.value()).u32(remotePort));
        List<Fd> fds = answer.fds();
        ledger.channel(1);
        return new Bound(answer.fields().u32(), remotePort, EventFd.adopt(fds.get(0)), EventFd.adopt(fds.get(1)));
    }

    private final class Bound implements EventChannel {

        private final int localPort;
        private final int remotePort;
        private final EventFd own;
        private final EventFd peer;
        private final AtomicBoolean closed = new AtomicBoolean();

        Bound(int localPort, int remotePort, EventFd own, EventFd peer) {
            this.localPort = localPort;
            this.remotePort = remotePort;
            this.own = own;
            this.peer = peer;
        }

        @Override
        public int fd() {
            return own.fd();
        }

        @Override
        public int remotePort() {
            return remotePort;
        }

        @Override
        public boolean acknowledge() {
            return own.drain() > 0;
        }

        @Override
        public void send() {
            peer.signal();
        }

        @Override
        public void close() {
            if (closed.compareAndSet(false, true)) {
                own.close();
                peer.close();
                ledger.channel(-1);
                unbind();
            }
        }

        private void unbind() {
            try {
                channel.call(ControlOp.UNBIND, new Payload().u32(localPort));
            } catch (ControlException e) {
                if (!e.errno().equals("EIO")) {
                    throw e;
                }
            }
        }
    }
}
