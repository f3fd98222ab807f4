package transom.xen.sim.internal.store;

import java.util.ArrayList;
import java.util.List;
import transom.xen.DomId;
import transom.xen.store.StoreMessage;
import transom.xen.store.StoreOp;
import transom.xen.store.StorePayload;

/** Who watches what. */
final class WatchList {

    private final List<Watch> watches = new ArrayList<>();
    private final Quota quota;

    /** @param path absolute; {@code given} as the client wrote it, perhaps relative */
    private record Watch(Connection connection, String path, String given, String token) {

        void fire(String changed) {
            String shown = given.equals(path) ? changed : changed.substring(path.length() - given.length());
            connection.send(new StoreMessage(StoreOp.WATCH_EVENT, 0, 0, StorePayload.strings(shown, token)));
        }
    }

    WatchList(Quota quota) {
        this.quota = quota;
    }

    void add(Connection connection, String path, String given, String token) throws Refusal {
        Watch watch = new Watch(connection, path, given, token);
        if (watches.contains(watch)) {
            throw new Refusal("EEXIST");
        }
        if (Operations.isLimited(connection.domain())
                && watches.stream().filter(w -> w.connection == connection).count() >= quota.watches()) {
            throw new Refusal("E2BIG");
        }
        watches.add(watch);
    }

    /** The event that every watch begins with. */
    void fireFirst(Connection connection, String given, String token) {
        connection.send(new StoreMessage(StoreOp.WATCH_EVENT, 0, 0, StorePayload.strings(given, token)));
    }

    void remove(Connection connection, String path, String token) throws Refusal {
        if (!watches.removeIf(w -> w.connection == connection && w.path.equals(path) && w.token.equals(token))) {
            throw new Refusal("ENOENT");
        }
    }

    void removeAll(Connection connection) {
        watches.removeIf(w -> w.connection == connection);
    }

    /** A node changed: tells those who watch it, or something above it, and may read it (watch.c, {@code
     * fire_watches}). */
    void changed(Tree tree, String path, Node before, boolean exact) {
        Node now = tree.get(path);
        Node above = tree.get(Paths.parent(path));
        for (Watch watch : List.copyOf(watches)) {
            DomId who = watch.connection.domain();
            boolean hit = exact ? path.equals(watch.path) : Paths.isAtOrBelow(path, watch.path);
            if (hit && (mayRead(now, who) || mayRead(before, who) || mayRead(above, who))) {
                watch.fire(path);
            }
        }
    }

    private static boolean mayRead(Node node, DomId who) {
        return node != null && node.accessOf(who).canRead();
    }

    /** A domain came or went: only the control domain is told, as xenstored's default is. */
    void special(String name) {
        for (Watch watch : List.copyOf(watches)) {
            if (watch.path.equals(name) && watch.connection.domain().equals(DomId.DOM0)) {
                watch.fire(name);
            }
        }
    }

    int countOf(DomId domain) {
        return (int) watches.stream()
                .filter(w -> w.connection.domain().equals(domain))
                .count();
    }

    /** What this domain watches, for a leak check. */
    List<String> pathsOf(DomId domain) {
        return watches.stream()
                .filter(w -> w.connection.domain().equals(domain))
                .map(Watch::path)
                .sorted()
                .toList();
    }
}
