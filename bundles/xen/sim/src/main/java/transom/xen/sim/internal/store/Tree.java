package transom.xen.sim.internal.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.StorePermission.Access;

/** All nodes, by path. */
final class Tree implements View {

    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<DomId, Integer> owned = new HashMap<>();
    private final Changes changes;
    private long generation;

    /** Is told what changed, at once. */
    @FunctionalInterface
    interface Changes {
        void changed(String path, Node before, boolean exact);
    }

    Tree(Changes changes) {
        this.changes = changes;
        nodes.put("/", new Node(new byte[0], permissions(), List.of("tool"), nextGeneration()));
        nodes.put("/tool", new Node(new byte[0], permissions(), List.of(), nextGeneration()));
        count(DomId.DOM0, 2);
    }

    private static List<StorePermission> permissions() {
        return List.of(new StorePermission(Access.NONE, DomId.DOM0));
    }

    @Override
    public Node get(String path) {
        return nodes.get(path);
    }

    @Override
    public void put(String path, Node node) {
        nodes.put(path, node);
    }

    @Override
    public void delete(String path) {
        nodes.remove(path);
    }

    @Override
    public void count(DomId owner, int change) {
        owned.merge(owner, change, (before, added) -> before + added == 0 ? null : before + added);
    }

    @Override
    public int owned(DomId owner) {
        return owned.getOrDefault(owner, 0);
    }

    @Override
    public void changed(String path, Node before, boolean exact) {
        changes.changed(path, before, exact);
    }

    @Override
    public long nextGeneration() {
        return ++generation;
    }

    int size() {
        return nodes.size();
    }
}
