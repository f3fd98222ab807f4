package transom.xen.sim.internal.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import transom.xen.DomId;
import transom.xen.sim.control.ControlException;

/** What one client of the control domain holds of guests; all of it is let go when the client goes. */
final class Holdings {

    private static final DomId SELF = DomId.DOM0;

    private final Machine machine;
    private final Map<Integer, Mapped> mappings = new TreeMap<>();
    private final Map<Integer, Bound> bindings = new TreeMap<>();
    private int lastMapping;
    private int lastPort;

    /** @param grants empty if mapped by frame number */
    private record Mapped(Domain domain, int pages, List<Grant> grants) {}

    private record Bound(Domain domain, Port port) {}

    Holdings(Machine machine) {
        this.machine = machine;
    }

    /** A mapping of frames; its number. */
    int mapForeign(Domain domain, long[] untrustedGfns) {
        for (long gfn : untrustedGfns) {
            domain.requirePage(gfn);
        }
        return map(new Mapped(domain, untrustedGfns.length, List.of()));
    }

    /** A mapping of grants; its number, and their frames into {@code gfns}. */
    int mapGrants(Domain domain, long[] untrustedRefs, boolean writable, long[] gfns) {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < untrustedRefs.length; i++) {
            Grant grant = domain.grantFor(SELF, (int) untrustedRefs[i], writable);
            gfns[i] = grant.gfn();
            grants.add(grant);
        }
        grants.forEach(grant -> grant.map(1));
        return map(new Mapped(domain, untrustedRefs.length, grants));
    }

    private int map(Mapped mapped) {
        if (mapped.pages == 0) {
            throw new ControlException("EINVAL", "no pages to map");
        }
        mapped.domain.mapped();
        mappings.put(++lastMapping, mapped);
        return lastMapping;
    }

    void unmap(int number) {
        Mapped mapped = mappings.remove(number);
        if (mapped == null) {
            throw new ControlException("ENOENT", "no mapping " + number);
        }
        release(mapped);
    }

    private static void release(Mapped mapped) {
        mapped.grants.forEach(grant -> grant.map(-1));
        mapped.domain.unmapped();
    }

    /** Binds a guest's port; the local one. */
    int bind(Domain domain, int untrustedPort) {
        Port port = domain.portFor(SELF, untrustedPort);
        port.bind();
        bindings.put(++lastPort, new Bound(domain, port));
        return lastPort;
    }

    Port port(int local) {
        return bindings.get(local).port;
    }

    void unbind(int local) {
        Bound bound = bindings.remove(local);
        if (bound == null) {
            throw new ControlException("ENOENT", "no port " + local);
        }
        bound.port.unbind();
    }

    /** The client has gone. */
    void releaseAll() {
        mappings.values().forEach(Holdings::release);
        mappings.clear();
        bindings.values().forEach(bound -> bound.port.unbind());
        bindings.clear();
    }

    /** A line for each thing held. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        mappings.forEach((number, mapped) -> lines.add((mapped.grants.isEmpty() ? "foreign" : "grant") + " mapping "
                + number + " of dom" + mapped.domain.id() + ", " + mapped.pages + " pages" + gone(mapped.domain)));
        bindings.forEach((local, bound) -> lines.add("port " + local + " bound to port " + bound.port.number()
                + " of dom" + bound.domain.id() + gone(bound.domain)));
        return lines;
    }

    private String gone(Domain domain) {
        return machine.exists(domain.id()) ? "" : " (destroyed)";
    }
}
