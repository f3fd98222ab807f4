package transom.xen.sim.internal.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import transom.linux.EventLoop;
import transom.linux.UnixSocket;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.store.StoreClient;

/** A server and clients of it, each a domain. */
final class StoreFixture implements AutoCloseable {

    static final DomId GUEST = new DomId(1);

    final EventLoop serverLoop = new EventLoop("test-server");
    final EventLoop clientLoop = new EventLoop("test-clients");
    final List<String> lost = new CopyOnWriteArrayList<>();
    final StoreServer server;
    final StoreClient dom0;
    private final List<StoreClient> clients = new ArrayList<>();

    StoreFixture(Quota quota) {
        server = new StoreServer(serverLoop, quota);
        serverLoop.start();
        clientLoop.start();
        dom0 = connect(DomId.DOM0);
    }

    StoreFixture() {
        this(Quota.DEFAULT);
    }

    StoreClient connect(DomId domain) {
        StoreClient client = new StoreClient("dom" + domain, rawConnect(domain).take(), clientLoop, lost::add);
        clients.add(client);
        return client;
    }

    /** A connection without a client. */
    UnixSocket rawConnect(DomId domain) {
        UnixSocket[] ends = UnixSocket.pair();
        onServer(() -> {
            server.attach(domain, ends[0]);
            return null;
        });
        return ends[1];
    }

    /** A guest that owns a folder, as a toolstack gives it one. */
    StoreClient guestWithFolder() {
        dom0.write("/local/domain/1/data", "");
        dom0.setPermissions("/local/domain/1", List.of(StorePermission.parse("n0"), StorePermission.parse("r1")));
        dom0.setPermissions("/local/domain/1/data", List.of(StorePermission.parse("n1")));
        return connect(GUEST);
    }

    <T> T onServer(Callable<T> task) {
        return serverLoop.call(task, Duration.ofSeconds(5));
    }

    @Override
    public void close() {
        clients.forEach(StoreClient::close);
        clientLoop.close();
        onServer(() -> {
            server.close();
            return null;
        });
        serverLoop.close();
    }
}
