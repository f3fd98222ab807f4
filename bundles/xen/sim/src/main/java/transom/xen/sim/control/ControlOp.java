package transom.xen.sim.control;

import java.util.Locale;

/** What is asked of the hypervisor; docs/protocol/sim.md has the payloads. */
public enum ControlOp {
    /** Anybody, first: I am the control domain. */
    ATTACH(1),
    /** Anybody, first: make a domain, which this connection is from then on. */
    CREATE_DOMAIN(2),
    /** A guest: a connection to the store. */
    OPEN_STORE(3),
    /** A guest: a port that the other domain may bind. */
    ALLOC_UNBOUND(4),
    /** A guest: the port is no more. */
    CLOSE_PORT(5),
    /** A guest: the other domain may map this page by that reference. */
    GRANT(6),
    /** A guest: it may not any more. */
    END_GRANT(7),
    /** The control domain: who is there. */
    LIST_DOMAINS(8),
    /** The control domain: map pages by frame number. */
    MAP_FOREIGN(9),
    /** The control domain, of a guest, and a guest, of the control domain: map pages by grant. */
    MAP_GRANTS(10),
    /** The control domain and a guest: a mapping is no more. */
    UNMAP(11),
    /** The control domain: bind a guest's port. */
    BIND(12),
    /** The control domain: let go of it. */
    UNBIND(13),
    /** The control domain: what is held of guests, and by whom. */
    ACCOUNTING(14),
    /** A toolstack: write the nodes of a device. */
    ADD_DEVICE(15),
    /** A toolstack: ask the backend to close, then remove the nodes. */
    REMOVE_DEVICE(16),
    /** A toolstack: remove a domain's devices and then the domain. */
    DESTROY_DOMAIN(17),
    /** The control domain: grant the pages of a file to a domain. */
    SHARE(18),
    /** The control domain: end these grants. */
    END_SHARE(19),
    /** The control domain: map pages by grant, to make a dma-buf of them. */
    EXPORT_GRANTS(20);

    private static final ControlOp[] ALL = values();

    private final int code;

    ControlOp(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The operation with this number, which came from the other end; {@code null} if there is none. */
    public static ControlOp byCode(int untrustedCode) {
        return untrustedCode >= 1 && untrustedCode <= ALL.length ? ALL[untrustedCode - 1] : null;
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
