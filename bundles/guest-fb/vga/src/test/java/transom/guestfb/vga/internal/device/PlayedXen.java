package transom.guestfb.vga.internal.device;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.Hypervisor;
import transom.xen.StoreAccess;
import transom.xen.StorePermission;
import transom.xen.StoreWatch;
import transom.xen.XenStore;

/** Domains that come and go by a test's word. */
final class PlayedXen implements XenStore, Hypervisor {

    final Set<DomId> domains = new TreeSet<>();
    final Map<DomId, DomainType> types = new HashMap<>();
    final Map<String, String> nodes = new HashMap<>();
    private final List<StoreWatch.Listener> watches = new ArrayList<>();

    void add(int domain, String name) {
        domains.add(new DomId(domain));
        types.put(new DomId(domain), DomainType.HVM);
        nodes.put("/local/domain/" + domain + "/name", name);
    }

    void destroy(int domain) {
        domains.remove(new DomId(domain));
        List.copyOf(watches).forEach(watch -> watch.changed("@releaseDomain"));
    }

    int watches() {
        return watches.size();
    }

    @Override
    public boolean isIntroduced(DomId domain) {
        return domains.contains(domain);
    }

    @Override
    public StoreWatch watch(String path, StoreWatch.Listener listener) {
        watches.add(listener);
        return () -> watches.remove(listener);
    }

    @Override
    public Optional<String> read(String path) {
        return Optional.ofNullable(nodes.get(path));
    }

    @Override
    public DomId self() {
        return DomId.DOM0;
    }

    @Override
    public DomainType type(DomId domain) {
        return types.getOrDefault(domain, DomainType.UNKNOWN);
    }

    @Override
    public String description() {
        return "played";
    }

    @Override
    public Usage usage() {
        return new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);
    }

    @Override
    public List<GrantedDmaBuf> grantedDmaBufs() {
        return List.of();
    }

    @Override
    public <T> T transaction(Function<StoreAccess, T> work) {
        throw new UnsupportedOperationException("nothing is written for a VGA");
    }

    @Override
    public void write(String path, String value) {
        throw new UnsupportedOperationException("nothing is written for a VGA");
    }

    @Override
    public void mkdir(String path) {
        throw new UnsupportedOperationException("nothing is written for a VGA");
    }

    @Override
    public void remove(String path) {
        throw new UnsupportedOperationException("nothing is written for a VGA");
    }

    @Override
    public List<String> directory(String path) {
        return List.of();
    }

    @Override
    public List<StorePermission> permissions(String path) {
        return List.of();
    }

    @Override
    public void setPermissions(String path, List<StorePermission> permissions) {
        throw new UnsupportedOperationException("nothing is written for a VGA");
    }
}
