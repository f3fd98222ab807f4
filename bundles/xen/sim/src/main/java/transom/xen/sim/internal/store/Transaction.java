package transom.xen.sim.internal.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import transom.xen.DomId;

/**
 * What a transaction has seen and changed. It conflicts if a node that it touched has changed in the tree meanwhile
 * (transaction.c keeps the generation of every node accessed, too).
 */
final class Transaction implements View {

    private static final long MISSING = -1;

    private final Tree tree;
    private final Map<String, Long> seen = new HashMap<>();
    private final Map<String, Node> changedNodes = new LinkedHashMap<>();
    private final Map<DomId, Integer> counts = new HashMap<>();
    private final List<Change> changes = new ArrayList<>();

    private record Change(String path, Node before, boolean exact) {}

    Transaction(Tree tree) {
        this.tree = tree;
    }

    @Override
    public Node get(String path) {
        if (changedNodes.containsKey(path)) {
            return changedNodes.get(path);
        }
        Node node = tree.get(path);
        seen.putIfAbsent(path, node == null ? MISSING : node.generation());
        return node;
    }

    @Override
    public void put(String path, Node node) {
        changedNodes.put(path, node);
    }

    @Override
    public void delete(String path) {
        changedNodes.put(path, null);
    }

    @Override
    public void count(DomId owner, int change) {
        counts.merge(owner, change, Integer::sum);
    }

    @Override
    public int owned(DomId owner) {
        return tree.owned(owner) + counts.getOrDefault(owner, 0);
    }

    @Override
    public void changed(String path, Node before, boolean exact) {
        changes.add(new Change(path, before, exact));
    }

    @Override
    public long nextGeneration() {
        return tree.nextGeneration();
    }

    /** Puts the changes into the tree, together, or refuses with EAGAIN. */
    void commit() throws Refusal {
        for (Map.Entry<String, Long> entry : seen.entrySet()) {
            Node now = tree.get(entry.getKey());
            if ((now == null ? MISSING : now.generation()) != entry.getValue()) {
                throw new Refusal("EAGAIN");
            }
        }
        changedNodes.forEach((path, node) -> {
            if (node == null) {
                tree.delete(path);
            } else {
                tree.put(path, node);
            }
        });
        counts.forEach((owner, change) -> {
            if (change != 0) {
                tree.count(owner, change);
            }
        });
        changes.forEach(change -> tree.changed(change.path, change.before, change.exact));
    }
}
