package transom.xen.sim.internal.machine;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.sim.control.ControlException;

/** What one client of the control domain holds of guests; all of it is let go when the client goes. */
final class Holdings {

    private static final DomId SELF = DomId.DOM0;

    private final Machine machine;
    private final Map<Integer, Mapped> mappings = new TreeMap<>();
    private final Map<Integer, Bound> bindings = new TreeMap<>();
    private final Map<Integer, Share> shares = new TreeMap<>();
    private int lastMapping;
    private int lastPort;

    /** @param release undoes it */
    private record Mapped(String what, DomId of, int pages, Runnable release) {}

    private record Bound(Domain domain, Port port) {}

    Holdings(Machine machine) {
        this.machine = machine;
    }

    /** A mapping of frames; its number. */
    int mapForeign(Domain domain, long[] untrustedGfns) {
        for (long gfn : untrustedGfns) {
            domain.requirePage(gfn);
        }
        return map(domain, "foreign mapping", untrustedGfns.length, () -> {});
    }

    /** A mapping of grants; its number, and their frames into {@code gfns}. */
    int mapGrants(Domain domain, String what, long[] untrustedRefs, boolean writable, long[] gfns) {
        List<Grant> grants = new ArrayList<>();
        for (int i = 0; i < untrustedRefs.length; i++) {
            Grant grant = domain.grantFor(SELF, (int) untrustedRefs[i], writable);
            gfns[i] = grant.gfn();
            grants.add(grant);
        }
        grants.forEach(grant -> grant.map(1));
        return map(domain, what, untrustedRefs.length, () -> grants.forEach(grant -> grant.map(-1)));
    }

    private int map(Domain domain, String what, int pages, Runnable release) {
        if (pages == 0) {
            throw new ControlException("EINVAL", "no pages to map");
        }
        domain.mapped();
        return add(new Mapped(what, domain.id(), pages, () -> {
            release.run();
            domain.unmapped();
        }));
    }

    private int add(Mapped mapped) {
        mappings.put(++lastMapping, mapped);
        return lastMapping;
    }

    /** A mapping of the control domain's own grants to itself; its number. */
    int mapOwn(ControlGrants.Use use) {
        return add(new Mapped(
                "grant mapping",
                SELF,
                use.pages().length,
                () -> machine.grants().unmap(use)));
    }

    /** Grants that end with this client. */
    Share share(DomId to, Fd file, int untrustedPages) {
        Share share = machine.grants().share(to, file, untrustedPages);
        shares.put(share.number(), share);
        return share;
    }

    /** Ends them; how many of the pages are mapped still. */
    int endShare(int number) {
        Share share = shares.remove(number);
        if (share == null) {
            throw new ControlException("ENOENT", "no share " + number);
        }
        machine.grants().end(share);
        return share.mappedPages();
    }

    void unmap(int number) {
        Mapped mapped = mappings.remove(number);
        if (mapped == null) {
            throw new ControlException("ENOENT", "no mapping " + number);
        }
        mapped.release.run();
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
        mappings.values().forEach(mapped -> mapped.release.run());
        mappings.clear();
        shares.values().forEach(machine.grants()::end);
        shares.clear();
        bindings.values().forEach(bound -> bound.port.unbind());
        bindings.clear();
    }

    /** A line for each thing held. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        mappings.forEach((number, mapped) -> lines.add(
                mapped.what + " " + number + " of dom" + mapped.of + ", " + mapped.pages + " pages" + gone(mapped.of)));
        bindings.forEach((local, bound) -> lines.add("port " + local + " bound to port " + bound.port.number()
                + " of dom" + bound.domain.id() + gone(bound.domain.id())));
        return lines;
    }

    private String gone(DomId domain) {
        return domain.equals(SELF) || machine.exists(domain) ? "" : " (destroyed)";
    }
}
