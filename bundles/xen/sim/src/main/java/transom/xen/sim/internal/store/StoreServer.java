package transom.xen.sim.internal.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import transom.linux.EventLoop;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.StoreAccess;
import transom.xen.store.StoreMessage;

/**
 * Serves the store.
 *
 * <p><b>Owner:</b> whoever made it closes it. <b>Thread:</b> the loop.
 */
public final class StoreServer implements AutoCloseable, Connection.Handler {

    private final EventLoop loop;
    private final WatchList watches;
    private final Tree tree;
    private final Operations operations;
    private final Requests requests;
    private final Set<DomId> introduced = new HashSet<>(Set.of(DomId.DOM0));
    private final List<Connection> connections = new ArrayList<>();
    private Consumer<String> changed = path -> {};

    /** @param loop lent */
    public StoreServer(EventLoop loop) {
        this(loop, Quota.DEFAULT);
    }

    StoreServer(EventLoop loop, Quota quota) {
        this.loop = loop;
        this.watches = new WatchList(quota);
        this.tree = new Tree(this::nodeChanged);
        this.operations = new Operations(quota);
        this.requests = new Requests(tree, operations, watches, quota, introduced);
    }

    private void nodeChanged(String path, Node before, boolean exact) {
        watches.changed(tree, path, before, exact);
        changed.accept(path);
    }

    /** Is told the path of every node that changed, after the watches have fired. */
    public void whenChanged(Consumer<String> listener) {
        changed = listener;
    }

    /** Serves this connection as one of that domain. <b>Owner:</b> the server. */
    public void attach(DomId domain, UnixSocket socket) {
        connections.add(new Connection(domain, socket, loop, this));
    }

    /** The tree as the control domain sees it, for use on the loop. */
    public StoreAccess asControlDomain() {
        return new LocalAccess(tree, operations);
    }

    /** The domain has come: {@code @introduceDomain} fires. */
    public void introduce(DomId domain) {
        introduced.add(domain);
        watches.special("@introduceDomain");
    }

    /** The domain has gone: its connections end, {@code @releaseDomain} fires. */
    public void release(DomId domain) {
        introduced.remove(domain);
        for (Connection connection : List.copyOf(connections)) {
            if (connection.domain().equals(domain)) {
                connection.close();
            }
        }
        watches.special("@releaseDomain");
    }

    /** What this domain watches now, sorted: for a leak check. */
    public List<String> watchedBy(DomId domain) {
        return watches.pathsOf(domain);
    }

    @Override
    public void request(Connection from, StoreMessage message) {
        requests.serve(from, message);
    }

    @Override
    public void closed(Connection connection) {
        watches.removeAll(connection);
        connections.remove(connection);
    }

    @Override
    public void close() {
        List.copyOf(connections).forEach(Connection::close);
    }
}
