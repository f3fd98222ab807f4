package transom.xen.sim.internal.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.sim.control.ControlException;

/** All domains but the control domain. Refuses with {@link ControlException}, in Xen's errnos. */
final class Machine {

    /** Ports of one guest (Xen has 4096 of the 2-level kind). */
    static final int MAX_PORTS = 1024;

    /** 1 GiB. */
    private static final int MAX_PAGES = 1 << 18;

    private static final int MAX_DOMAINS = 256;

    private final Map<DomId, Domain> domains = new TreeMap<>();
    private final List<Domain> dying = new ArrayList<>();
    private final ControlGrants grants = new ControlGrants();
    private int lastId;

    /** What the control domain has granted. */
    ControlGrants grants() {
        return grants;
    }

    Domain create(String name, int pages, DomainType type) {
        if (!name.matches("[A-Za-z0-9_.+-]{1,80}")) {
            throw new ControlException("EINVAL", "name '" + name + "' must be 1..80 of letters, digits, _ . + -");
        } else if (pages < 1 || pages > MAX_PAGES) {
            throw new ControlException("EINVAL", "pages " + pages + " must be 1.." + MAX_PAGES);
        } else if (domains.values().stream().anyMatch(domain -> domain.name().equals(name))) {
            throw new ControlException("EEXIST", "a domain '" + name + "' exists; choose another name");
        } else if (domains.size() >= MAX_DOMAINS) {
            throw new ControlException("ENOSPC", "there are " + MAX_DOMAINS + " domains");
        }
        Domain domain = new Domain(nextId(), name, pages, type);
        domains.put(domain.id(), domain);
        return domain;
    }

    /** Numbers are not used again until all have been: a stale one must not name somebody else. */
    private DomId nextId() {
        do {
            lastId = lastId + 1 == DomId.FIRST_RESERVED ? 1 : lastId + 1;
        } while (domains.containsKey(new DomId(lastId)));
        return new DomId(lastId);
    }

    Domain domain(int untrustedId) {
        Domain domain =
                untrustedId < 0 || untrustedId >= DomId.FIRST_RESERVED ? null : domains.get(new DomId(untrustedId));
        if (domain == null) {
            throw new ControlException("ESRCH", "there is no domain " + untrustedId);
        }
        return domain;
    }

    boolean exists(DomId id) {
        return domains.containsKey(id);
    }

    List<Domain> domains() {
        return List.copyOf(domains.values());
    }

    /** The domain is no more; its pages stay while they are mapped. */
    void destroy(DomId id) {
        Domain domain = domains.remove(id);
        if (domain != null) {
            domain.die();
            dying.add(domain);
        }
    }

    /** Dead domains of which pages are mapped still. */
    List<Domain> zombies() {
        dying.removeIf(domain -> !domain.isZombie());
        return List.copyOf(dying);
    }
}
