package transom.xen.sim.internal.machine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.EventLoop;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.store.StoreServer;

/**
 * A hypervisor, a store and a toolstack, served on two sockets by one loop of its own.
 *
 * <p><b>Owner:</b> whoever started it; closing it destroys all domains. <b>Thread:</b> any.
 */
public final class Simulator implements AutoCloseable, ControlServer.Roles {

    /** How long libxl waits for a backend (libxl_internal.h, {@code LIBXL_DESTROY_TIMEOUT}). */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Logger LOG = LoggerFactory.getLogger(Simulator.class);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final EventLoop loop = new EventLoop("sim", LOG::error);
    private final Machine machine = new Machine();
    private final StoreServer store = new StoreServer(loop);
    private final List<ControlServer> clients = new ArrayList<>();
    private final Domains domains;
    private final UnixSocket storeSocket;
    private final UnixSocket controlSocket;

    private Simulator(SimSockets sockets, Duration patience) {
        SimToolstack toolstack = new SimToolstack(store.asControlDomain(), loop, patience);
        store.whenChanged(toolstack::changed);
        domains = new Domains(machine, store, toolstack);
        storeSocket = UnixSocket.listen(sockets.store(), 0600);
        controlSocket = UnixSocket.listen(sockets.control(), 0600);
        loop.add(storeSocket.fd(), () -> accept(storeSocket, socket -> store.attach(DomId.DOM0, socket)));
        loop.add(controlSocket.fd(), () -> accept(controlSocket, this::addClient));
        loop.start();
    }

    /** Listens, in a directory that exists. */
    public static Simulator start(SimSockets sockets) {
        return start(sockets, PATIENCE);
    }

    /** @param patience how long a backend has to answer when its device is removed */
    public static Simulator start(SimSockets sockets, Duration patience) {
        return new Simulator(sockets, patience);
    }

    private static void accept(UnixSocket listening, Consumer<UnixSocket> add) {
        for (UnixSocket socket = listening.accept(); socket != null; socket = listening.accept()) {
            add.accept(socket);
        }
    }

    private void addClient(UnixSocket socket) {
        clients.add(new ControlServer(socket, loop, this));
    }

    @Override
    public ControlServer.Role first(ControlServer client, ControlOp op) {
        return switch (op) {
            case ATTACH -> new ControlDomainRole(client, machine, domains, this::accounting);
            case CREATE_DOMAIN -> new GuestRole(client, machine, store, domains);
            default -> throw new ControlException("EINVAL", "the first request must be attach or create-domain");
        };
    }

    @Override
    public void ended(ControlServer client) {
        clients.remove(client);
    }

    private List<String> accounting() {
        List<String> lines = new ArrayList<>();
        clients.forEach(client -> lines.addAll(client.holdings()));
        lines.addAll(machine.grants().describe());
        machine.zombies().forEach(domain -> lines.add("dom" + domain.id() + " is a zombie: its pages are mapped"));
        store.watchedBy(DomId.DOM0).forEach(path -> lines.add("watch of " + path));
        return lines;
    }

    /** A line for everything that the control domain holds of guests, and for each of its watches. */
    public List<String> held() {
        return onLoop(this::accounting);
    }

    private <T> T onLoop(Callable<T> task) {
        return loop.call(task, LIMIT);
    }

    @Override
    public void close() {
        onLoop(() -> {
            List.copyOf(clients).forEach(ControlServer::close);
            machine.grants().close();
            store.close();
            loop.remove(storeSocket.fd());
            loop.remove(controlSocket.fd());
            return null;
        });
        loop.close();
        storeSocket.close();
        controlSocket.close();
    }
}
