package transom.xen.sim.internal.machine;

import java.util.HashMap;
import java.util.Map;
import transom.linux.Fd;
import transom.linux.MemFd;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.GuestPages;
import transom.xen.sim.control.ControlException;

/** A guest: its memory, grants and ports. The memory stays while the control domain has pages of it mapped. */
final class Domain {

    private final DomId id;
    private final String name;
    private final int pages;
    private final DomainType type;
    private final Fd memory;
    private final Map<Integer, Grant> grants = new HashMap<>();
    private final Map<Integer, Port> ports = new HashMap<>();
    private int lastPort;
    private int mappings;
    private boolean dead;

    Domain(DomId id, String name, int pages, DomainType type) {
        this.id = id;
        this.name = name;
        this.pages = pages;
        this.type = type;
        this.memory = MemFd.create("dom" + id, (long) pages * GuestPages.PAGE_SIZE, true);
    }

    DomId id() {
        return id;
    }

    String name() {
        return name;
    }

    int pages() {
        return pages;
    }

    DomainType type() {
        return type;
    }

    Fd dupMemory() {
        return memory.dup();
    }

    /** Ports and grants end; what is mapped stays. */
    void die() {
        dead = true;
        ports.values().forEach(Port::close);
        ports.clear();
        grants.clear();
        freeIfUnused();
    }

    /** Dead, but pages of it are mapped still. */
    boolean isZombie() {
        return dead && mappings > 0;
    }

    void mapped() {
        mappings++;
    }

    void unmapped() {
        mappings--;
        freeIfUnused();
    }

    private void freeIfUnused() {
        if (dead && mappings == 0) {
            memory.close();
        }
    }

    void requirePage(long gfn) {
        if (gfn < 0 || gfn >= pages) {
            throw new ControlException(
                    "EINVAL", "dom" + id + " has no frame " + Long.toUnsignedString(gfn) + " (it has " + pages + ")");
        }
    }

    void grant(int ref, Grant grant) {
        requirePage(grant.gfn());
        if (grants.putIfAbsent(ref, grant) != null) {
            throw new ControlException("EEXIST", "grant " + Integer.toUnsignedString(ref) + " is in use");
        }
    }

    void endGrant(int ref) {
        Grant grant = grants.get(ref);
        if (grant == null) {
            throw new ControlException("ENOENT", "no grant " + Integer.toUnsignedString(ref));
        } else if (grant.mapped() > 0) {
            throw new ControlException("EBUSY", "grant " + Integer.toUnsignedString(ref) + " is mapped");
        }
        grants.remove(ref);
    }

    Grant grantFor(DomId who, int ref, boolean writable) {
        Grant grant = grants.get(ref);
        if (grant == null || !grant.to().equals(who)) {
            throw new ControlException(
                    "EINVAL", "dom" + id + " has no grant " + Integer.toUnsignedString(ref) + " for dom" + who);
        } else if (writable && grant.readOnly()) {
            throw new ControlException(
                    "EACCES", "grant " + Integer.toUnsignedString(ref) + " of dom" + id + " is read-only");
        }
        return grant;
    }

    Port allocPort(DomId remote) {
        if (ports.size() >= Machine.MAX_PORTS) {
            throw new ControlException("ENOSPC", "dom" + id + " has " + ports.size() + " ports");
        }
        Port port = new Port(++lastPort, remote);
        ports.put(port.number(), port);
        return port;
    }

    Port portFor(DomId who, int number) {
        Port port = ports.get(number);
        if (port == null || !port.remote().equals(who)) {
            throw new ControlException(
                    "EINVAL",
                    "dom" + id + " has no port " + Integer.toUnsignedString(number) + " that dom" + who + " may bind");
        }
        return port;
    }

    void closePort(int number) {
        Port port = ports.remove(number);
        if (port == null) {
            throw new ControlException("EINVAL", "dom" + id + " has no port " + number);
        }
        port.close();
    }
}
