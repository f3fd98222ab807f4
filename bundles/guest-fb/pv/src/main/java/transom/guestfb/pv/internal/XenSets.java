package transom.guestfb.pv.internal;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Constants;
import transom.keep.Keep;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.XenStore;

/**
 * The services of each bundle that has a Xen to offer: two of them while one takes over from the other. A guest's connection needs all
 * of one bundle's, never some of each.
 *
 * <p><b>Thread:</b> any.
 */
final class XenSets {

    private record Ranked(XenServices services, int ranking, long bundle) {}

    private final Map<Long, Map<Class<?>, Object>> parts = new HashMap<>();
    private final Map<Long, Integer> rankings = new HashMap<>();
    private final Keep keep;

    XenSets(Keep keep) {
        this.keep = keep;
    }

    /** @param properties of the service */
    synchronized <S> void add(Class<S> type, S service, Map<String, Object> properties) {
        Long bundle = (Long) properties.get(Constants.SERVICE_BUNDLEID);
        parts.computeIfAbsent(bundle, key -> new HashMap<>()).put(type, service);
        rankings.put(bundle, properties.get(Constants.SERVICE_RANKING) instanceof Integer ranking ? ranking : 0);
    }

    /** @param properties of the service */
    synchronized <S> void remove(Class<S> type, S service, Map<String, Object> properties) {
        Long bundle = (Long) properties.get(Constants.SERVICE_BUNDLEID);
        Map<Class<?>, Object> those = parts.getOrDefault(bundle, new HashMap<>());
        those.remove(type, service);
        if (those.isEmpty()) {
            parts.remove(bundle);
            rankings.remove(bundle);
        }
    }

    /** The services of the bundle whose rank is the highest, the newest of equals, of those that have all. */
    synchronized Optional<XenServices> best() {
        return parts.entrySet().stream()
                .filter(entry -> entry.getValue().size() == XenServices.KINDS)
                .map(entry -> new Ranked(services(entry.getValue()), rankings.get(entry.getKey()), entry.getKey()))
                .max(Comparator.comparingInt(Ranked::ranking).thenComparingLong(Ranked::bundle))
                .map(Ranked::services);
    }

    /** Whether all of these are still there. */
    synchronized boolean has(XenServices services) {
        return parts.values().stream()
                .anyMatch(those ->
                        those.size() == XenServices.KINDS && services(those).equals(services));
    }

    private XenServices services(Map<Class<?>, Object> those) {
        return new XenServices(
                (Hypervisor) those.get(Hypervisor.class),
                (XenStore) those.get(XenStore.class),
                (ForeignMemory) those.get(ForeignMemory.class),
                (GrantTable) those.get(GrantTable.class),
                (EventChannels) those.get(EventChannels.class),
                keep);
    }
}
