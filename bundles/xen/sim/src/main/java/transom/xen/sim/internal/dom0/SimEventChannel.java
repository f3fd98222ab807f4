package transom.xen.sim.internal.dom0;

import java.util.concurrent.atomic.AtomicBoolean;
import transom.linux.EventFd;
import transom.xen.EventChannel;

/** An event channel as a pair of eventfds. <b>Owner:</b> of both, and of what it is bound by. */
final class SimEventChannel implements EventChannel {

    private final int remotePort;
    private final EventFd own;
    private final EventFd peer;
    private final Binding binding;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** What the port is bound by. */
    interface Binding {

        /** Unbinds it. */
        void end();

        /** Leaves it bound, if somebody else can find it. */
        void leave();
    }

    SimEventChannel(int remotePort, EventFd own, EventFd peer, Binding binding) {
        this.remotePort = remotePort;
        this.own = own;
        this.peer = peer;
        this.binding = binding;
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
            binding.end();
        }
    }

    @Override
    public void detach() {
        if (closed.compareAndSet(false, true)) {
            own.close();
            peer.close();
            binding.leave();
        }
    }
}
