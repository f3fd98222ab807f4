package transom.guestfb.vga.internal.device;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.vga.internal.link.Door;
import transom.guestfb.vga.internal.link.Link;
import transom.guestfb.wire.ProtocolException;
import transom.keep.Keep;
import transom.linux.ErrnoException;
import transom.linux.EventLoop;
import transom.linux.UnixSocket;
import transom.xen.XenException;

/** Device models that connect, until their first message. <b>Thread:</b> the loop. */
final class Arrivals {

    private static final Logger LOG = LoggerFactory.getLogger(Arrivals.class);

    /** Connections that have said nothing yet, at a time. */
    static final int MOST = 16;

    /** A device model says HELLO as soon as it is connected. */
    static final long PATIENCE_MILLIS = 10_000;

    private final Keep keep;
    private final EventLoop loop;
    private final Greeting.Receiver receiver;
    private final List<Greeting> greetings = new ArrayList<>();
    private Door door;
    private Path path;

    /** @param receiver takes a connection with its first message, and watches it from then on */
    Arrivals(Keep keep, EventLoop loop, Greeting.Receiver receiver) {
        this.keep = keep;
        this.loop = loop;
        this.receiver = receiver;
    }

    /** Device models connect here from now on; where that can not be, a line says why and none do. */
    void listen(Path socket) {
        if (socket.equals(path)) {
            return;
        }
        close();
        try {
            door = Door.open(socket, keep);
            path = socket;
            loop.add(door.fd(), this::arrived);
        } catch (ErrnoException | IllegalArgumentException | IllegalStateException e) {
            LOG.error(
                    "transom.guestfb.vga: no VGA is served: nobody can listen at socket {}: {}",
                    socket,
                    e.getMessage());
        }
    }

    private void arrived() {
        UnixSocket came;
        for (int i = 0; i < MOST && (came = door.accept()) != null; i++) {
            greet(new Link(came));
        }
    }

    private void greet(Link link) {
        if (greetings.size() >= MOST) {
            link.sendRefused("too many connections that have said nothing yet");
            link.close();
            return;
        }
        Greeting greeting = new Greeting(link, this::hello);
        greetings.add(greeting);
        loop.add(link.fd(), () -> read(greeting));
        loop.schedule(() -> late(greeting), PATIENCE_MILLIS);
    }

    private void hello(Link from, int untrustedVersion, int untrustedDomain, int untrustedIndex, long untrustedBytes) {
        receiver.hello(from, untrustedVersion, untrustedDomain, untrustedIndex, untrustedBytes);
        greetings.removeIf(greeting -> greeting.link() == from);
    }

    private void late(Greeting greeting) {
        if (greetings.contains(greeting)) {
            refuse(greeting, "no HELLO within " + PATIENCE_MILLIS / 1000 + " s");
        }
    }

    /** One message: what comes after it is its display's. */
    private void read(Greeting greeting) {
        try {
            if (!greeting.link().read(greeting, 1)) {
                end(greeting);
            }
        } catch (ProtocolException | IllegalStateException | IllegalArgumentException | XenException e) {
            refuse(greeting, e.getMessage());
        }
    }

    private void refuse(Greeting greeting, String reason) {
        LOG.warn("process {} gets no framebuffer: {}", greeting.link().pid(), reason);
        greeting.link().sendRefused(reason);
        end(greeting);
    }

    private void end(Greeting greeting) {
        greetings.remove(greeting);
        loop.remove(greeting.link().fd());
        greeting.link().close();
    }

    /** Whoever has said HELLO is served first, so that it is there for whoever comes next; the door stays open in the keep. */
    void detach() {
        List.copyOf(greetings).forEach(this::read);
        List.copyOf(greetings).forEach(this::end);
        close();
    }

    private void close() {
        if (door != null) {
            loop.remove(door.fd());
            door.close();
            door = null;
            path = null;
        }
    }
}
