package transom.xen.sim.internal.machine;

import transom.linux.EventFd;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.sim.control.ControlException;

/**
 * A guest's port that another domain may bind: one eventfd for each direction, the same ones however often it is bound.
 * While it is unbound what the guest sends is lost, and nobody can tell: binding marks it pending anyway.
 */
final class Port {

    private final int number;
    private final DomId remote;
    private final EventFd toGuest = EventFd.create();
    private final EventFd toRemote = EventFd.create();
    private boolean bound;
    private boolean closed;

    Port(int number, DomId remote) {
        this.number = number;
        this.remote = remote;
    }

    int number() {
        return number;
    }

    /** Who may bind it. */
    DomId remote() {
        return remote;
    }

    /** Binds it and marks the other end pending at once (xen/common/event_channel.c, evtchn_bind_interdomain). */
    void bind() {
        if (bound) {
            throw new ControlException("EINVAL", "port " + number + " is bound by somebody who lives");
        }
        bound = true;
        toRemote.signal();
    }

    /** Unbound again, and reserved for the same domain. */
    void unbind() {
        bound = false;
        if (!closed) {
            toRemote.drain();
        }
    }

    boolean isClosed() {
        return closed;
    }

    Fd dupToGuest() {
        return toGuest.dup();
    }

    Fd dupToRemote() {
        return toRemote.dup();
    }

    void close() {
        closed = true;
        toGuest.close();
        toRemote.close();
    }
}
