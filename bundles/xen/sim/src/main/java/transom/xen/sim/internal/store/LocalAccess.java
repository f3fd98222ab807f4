package transom.xen.sim.internal.store;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import transom.xen.DomId;
import transom.xen.StoreAccess;
import transom.xen.StorePermission;
import transom.xen.XenStoreException;

/** The store for the simulator's own toolstack, without a connection: on the loop every call takes effect at once. */
final class LocalAccess implements StoreAccess {

    private static final DomId SELF = DomId.DOM0;

    private final Tree tree;
    private final Operations operations;

    LocalAccess(Tree tree, Operations operations) {
        this.tree = tree;
        this.operations = operations;
    }

    private interface Work {
        void run() throws Refusal;
    }

    private static void run(String what, String path, Work work) {
        try {
            work.run();
        } catch (Refusal e) {
            throw new XenStoreException(e.errno(), "store " + what + " " + path);
        }
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(tree.get(path)).map(node -> new String(node.value(), StandardCharsets.UTF_8));
    }

    @Override
    public void write(String path, String value) {
        byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
        run("write", path, () -> operations.write(tree, SELF, Paths.absolute(path, SELF), bytes));
    }

    @Override
    public void mkdir(String path) {
        run("mkdir", path, () -> operations.mkdir(tree, SELF, Paths.absolute(path, SELF)));
    }

    @Override
    public void remove(String path) {
        if (tree.get(path) != null) {
            run("rm", path, () -> operations.remove(tree, SELF, path));
        }
    }

    @Override
    public List<String> directory(String path) {
        Node node = tree.get(path);
        return node == null ? List.of() : List.copyOf(node.children());
    }

    @Override
    public List<StorePermission> permissions(String path) {
        Node node = tree.get(path);
        if (node == null) {
            throw new XenStoreException("ENOENT", "store get-perms " + path);
        }
        return node.permissions();
    }

    @Override
    public void setPermissions(String path, List<StorePermission> permissions) {
        run("set-perms", path, () -> operations.setPermissions(tree, SELF, path, permissions));
    }
}
