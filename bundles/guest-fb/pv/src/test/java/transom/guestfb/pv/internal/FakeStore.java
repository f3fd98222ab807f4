package transom.guestfb.pv.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import transom.xen.DomId;
import transom.xen.StoreAccess;
import transom.xen.StorePermission;
import transom.xen.StoreWatch;
import transom.xen.XenStore;
import transom.xen.XenbusState;

/** A store in memory; listeners are called by whoever writes. */
public final class FakeStore implements XenStore {

    private record Watch(String path, StoreWatch.Listener listener) {}

    private final SortedMap<String, String> nodes = new TreeMap<>();
    private final List<Watch> watches = new ArrayList<>();

    /** What was written, as {@code path=value}, since the last {@link #clearWrites}. */
    public final List<String> writes = new ArrayList<>();

    /** Runs once, within the next transaction: what somebody else does meanwhile. */
    public Runnable meanwhile = () -> {};

    /** Domains that have died and left their nodes behind. */
    public final Set<DomId> dead = new HashSet<>();

    /** Tells of a death as the daemon does. */
    public void die(DomId domain) {
        dead.add(domain);
        fire("@releaseDomain");
    }

    @Override
    public boolean isIntroduced(DomId domain) {
        return !dead.contains(domain);
    }

    public void clearWrites() {
        writes.clear();
    }

    public void state(String directory, XenbusState state) {
        write(directory + "/state", Integer.toString(state.code()));
    }

    public XenbusState state(String directory) {
        return read(directory + "/state").map(XenbusState::parse).orElse(XenbusState.UNKNOWN);
    }

    public int watches() {
        return watches.size();
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    @Override
    public void write(String path, String value) {
        nodes.put(path, value);
        writes.add(path + "=" + value);
        fire(path);
    }

    private void fire(String path) {
        for (Watch watch : List.copyOf(watches)) {
            if (path.equals(watch.path()) || path.startsWith(watch.path() + "/")) {
                watch.listener().changed(path);
            }
        }
    }

    @Override
    public void mkdir(String path) {
        nodes.putIfAbsent(path, "");
    }

    @Override
    public void remove(String path) {
        nodes.keySet().removeIf(node -> node.equals(path) || node.startsWith(path + "/"));
        fire(path);
        watches.stream()
                .filter(watch -> watch.path().startsWith(path + "/"))
                .toList()
                .forEach(watch -> watch.listener().changed(watch.path()));
    }

    @Override
    public List<String> directory(String path) {
        return nodes.keySet().stream()
                .filter(node -> node.startsWith(path + "/"))
                .map(node -> node.substring(path.length() + 1).split("/")[0])
                .distinct()
                .toList();
    }

    @Override
    public List<StorePermission> permissions(String path) {
        return List.of();
    }

    @Override
    public void setPermissions(String path, List<StorePermission> permissions) {
        throw new UnsupportedOperationException("a backend sets none");
    }

    @Override
    public <T> T transaction(Function<StoreAccess, T> work) {
        Runnable first = meanwhile;
        meanwhile = () -> {};
        first.run();
        return work.apply(this);
    }

    @Override
    public StoreWatch watch(String path, StoreWatch.Listener listener) {
        Watch watch = new Watch(path, listener);
        watches.add(watch);
        listener.changed(path);
        return () -> watches.remove(watch);
    }
}
