package transom.xen.sim.internal.store;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.StorePermission.Access;

/** What can be done with nodes, with the rights and quotas of who asks. */
final class Operations {

    private final Quota quota;

    Operations(Quota quota) {
        this.quota = quota;
    }

    /** The node, which this domain may read. */
    Node read(View view, DomId who, String path) throws Refusal {
        return existing(view, who, path, Access::canRead);
    }

    void write(View view, DomId who, String path, byte[] value) throws Refusal {
        if (isLimited(who) && value.length > quota.nodeBytes()) {
            throw new Refusal("ENOSPC");
        }
        Node before = findWritable(view, who, path);
        if (before == null) {
            create(view, who, path, value);
        } else {
            view.put(path, before.withValue(value, view.nextGeneration()));
        }
        view.changed(path, before, false);
    }

    /** Makes the node if there is none; one that is there stays as it is. */
    void mkdir(View view, DomId who, String path) throws Refusal {
        if (findWritable(view, who, path) == null) {
            create(view, who, path, new byte[0]);
            view.changed(path, null, false);
        }
    }

    /** Removes the node and all below it; if there is none, there must be one above it. */
    void remove(View view, DomId who, String path) throws Refusal {
        if (path.equals("/")) {
            throw new Refusal("EINVAL");
        }
        Node node = findWritable(view, who, path);
        String parent = Paths.parent(path);
        Node above = view.get(parent);
        if (above == null) {
            throw new Refusal("ENOENT");
        } else if (node != null) {
            view.put(parent, above.withoutChild(Paths.name(path), view.nextGeneration()));
            removeTree(view, path, node);
            view.changed(path, node, false);
        }
    }

    private static void removeTree(View view, String path, Node node) {
        for (String name : node.children()) {
            String below = Paths.child(path, name);
            Node child = view.get(below);
            if (child != null) {
                removeTree(view, below, child);
                view.changed(below, child, true);
            }
        }
        view.delete(path);
        view.count(node.owner(), -1);
    }

    /** Only the owner may; nobody but the control domain may give a node away. */
    void setPermissions(View view, DomId who, String path, List<StorePermission> permissions) throws Refusal {
        if (isLimited(who) && permissions.size() > quota.permissions()) {
            throw new Refusal("ENOSPC");
        }
        Node node = existing(view, who, path, Access::canWrite);
        DomId owner = permissions.get(0).domain();
        if (isLimited(who) && !node.owner().equals(who)) {
            throw new Refusal("EACCES");
        } else if (isLimited(who) && !owner.equals(who)) {
            throw new Refusal("EPERM");
        }
        view.count(node.owner(), -1);
        view.count(owner, 1);
        view.put(path, node.withPermissions(permissions, view.nextGeneration()));
        view.changed(path, node, false);
    }

    private Node existing(View view, DomId who, String path, Predicate<Access> wanted) throws Refusal {
        Node node = view.get(path);
        if (node == null) {
            throw new Refusal(mayAbove(view, who, path, wanted) ? "ENOENT" : "EACCES");
        } else if (!wanted.test(node.accessOf(who))) {
            throw new Refusal("EACCES");
        }
        return node;
    }

    private Node findWritable(View view, DomId who, String path) throws Refusal {
        return view.get(path) == null && mayAbove(view, who, path, Access::canWrite)
                ? null
                : existing(view, who, path, Access::canWrite);
    }

    /** Whether a node is missing is told only to those who have the right at the nearest node above it. */
    private static boolean mayAbove(View view, DomId who, String path, Predicate<Access> wanted) {
        String above = path;
        Node node;
        do {
            above = Paths.parent(above);
            node = view.get(above);
        } while (node == null && !above.equals("/"));
        return node != null && wanted.test(node.accessOf(who));
    }

    /** Makes the node and those missing above it; each inherits the rights from above, and belongs to its maker. */
    private void create(View view, DomId who, String path, byte[] value) throws Refusal {
        List<String> missing = new ArrayList<>();
        String above = path;
        for (; view.get(above) == null; above = Paths.parent(above)) {
            missing.add(0, above);
        }
        if (isLimited(who) && view.owned(who) + missing.size() > quota.nodes()) {
            throw new Refusal("ENOSPC");
        }
        for (String made : missing) {
            Node parent = view.get(above);
            long generation = view.nextGeneration();
            List<StorePermission> permissions = inherited(parent, who);
            view.put(above, parent.withChild(Paths.name(made), generation));
            view.put(made, new Node(made.equals(path) ? value : new byte[0], permissions, List.of(), generation));
            view.count(permissions.get(0).domain(), 1);
            above = made;
        }
    }

    private static List<StorePermission> inherited(Node parent, DomId who) {
        List<StorePermission> permissions = new ArrayList<>(parent.permissions());
        if (isLimited(who)) {
            permissions.set(0, new StorePermission(permissions.get(0).access(), who));
        }
        return List.copyOf(permissions);
    }

    static boolean isLimited(DomId who) {
        return !who.equals(DomId.DOM0);
    }
}
