package transom.xen.sim.internal.machine;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.Errno;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.UnixSocket;
import transom.xen.XenStoreException;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.ControlReader;
import transom.xen.sim.internal.Outbox;

/** One client of the hypervisor: its bytes, and the role that its first request gives it. */
final class ControlServer {

    private static final Logger LOG = LoggerFactory.getLogger(ControlServer.class);

    private final UnixSocket socket;
    private final EventLoop loop;
    private final ControlReader reader;
    private final Outbox outbox;
    private final Roles roles;
    private Role role;
    private boolean open = true;

    /** What a client is, once it has said so. */
    interface Role {

        /** Answers with {@link #reply}, now or later. @param request lends its fds until this returns */
        void serve(ControlOp op, ControlMessage request);

        void ended();

        List<String> holdings();
    }

    /** Gives a client its role by its first request, which the role then serves. */
    interface Roles {
        Role first(ControlServer client, ControlOp op);

        void ended(ControlServer client);
    }

    /** @param socket transferred */
    ControlServer(UnixSocket socket, EventLoop loop, Roles roles) {
        this.socket = socket;
        this.loop = loop;
        this.roles = roles;
        this.reader = new ControlReader(socket);
        this.outbox = new Outbox(loop, socket.fd(), socket::send, this::drop);
        loop.add(socket.fd(), this::readable, outbox::flush);
    }

    private void readable() {
        int n = fill();
        if (n == -Errno.EAGAIN || n == -Errno.EINTR || !open) {
            return;
        } else if (n <= 0) {
            close();
            return;
        }
        try {
            for (ControlMessage request = reader.next(); request != null; request = open ? reader.next() : null) {
                try {
                    serve(request);
                } finally {
                    request.fds().forEach(Fd::close);
                }
            }
        } catch (ControlException e) {
            drop(e.getMessage());
        }
    }

    private int fill() {
        try {
            return reader.fill();
        } catch (ControlException e) {
            LOG.warn("simulator: a client sends what is no message: {}", e.getMessage());
            return 0;
        }
    }

    private void serve(ControlMessage request) {
        ControlOp op = ControlOp.byCode(request.op());
        try {
            if (op == null) {
                throw new ControlException("ENOSYS", "request " + request.op() + " is unknown");
            }
            if (role == null) {
                role = roles.first(this, op);
            }
            role.serve(op, request);
        } catch (ControlException e) {
            reply(request.refusal(e));
        } catch (XenStoreException e) {
            reply(request.refusal(new ControlException(e.errno(), e.getMessage())));
        } catch (IllegalArgumentException e) {
            reply(request.refusal(new ControlException("EINVAL", e.getMessage())));
        }
    }

    /** Sends an answer, if the client is there still. */
    void reply(ControlMessage answer) {
        if (open) {
            outbox.send(answer.encode(), answer.fds());
        } else {
            answer.fds().forEach(Fd::close);
        }
    }

    List<String> holdings() {
        return role == null ? List.of() : role.holdings();
    }

    private void drop(String why) {
        LOG.warn("simulator: a client is disconnected: {}", why);
        close();
    }

    void close() {
        if (open) {
            open = false;
            outbox.clear();
            reader.close();
            loop.remove(socket.fd());
            socket.close();
            roles.ended(this);
            if (role != null) {
                role.ended();
            }
        }
    }
}
