package transom.xen.sim.control;

import java.util.List;
import java.util.Locale;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.GrantRef;
import transom.xen.GuestPages;

/**
 * A guest's side: its domain, its memory, and what a kernel asks of Xen. The domain is destroyed when this is closed, or
 * the process ends.
 *
 * <p><b>Owner:</b> whoever made it. <b>Thread:</b> any.
 */
public final class GuestControl implements AutoCloseable {

    private final ControlChannel channel;
    private final DomId id;
    private final Mapping memory;

    /** A port of the guest: {@code own} is raised for it, {@code peer} is what it raises. */
    public record Port(int number, EventFd own, EventFd peer) {}

    private GuestControl(ControlChannel channel, DomId id, Mapping memory) {
        this.channel = channel;
        this.id = id;
        this.memory = memory;
    }

    /**
     * Makes a domain.
     *
     * @param pages of memory: frame number {@code n} is page {@code n} of it
     * @param devices types whose nodes the toolstack is to write, e.g. {@code vfb}
     */
    public static GuestControl create(SimSockets sockets, String name, int pages, List<String> devices) {
        return create(sockets, name, pages, devices, DomainType.PVH);
    }

    /**
     * Makes a domain.
     *
     * @param type what it tells to be; nothing else depends on it here
     */
    public static GuestControl create(
            SimSockets sockets, String name, int pages, List<String> devices, DomainType type) {
        ControlChannel channel = ControlChannel.connect(sockets);
        try {
            Payload payload = new Payload().text(name).u32(pages).u32(devices.size());
            devices.forEach(payload::text);
            payload.text(type.name().toLowerCase(Locale.ROOT));
            ControlMessage answer = channel.call(ControlOp.CREATE_DOMAIN, payload);
            try (Fd memory = answer.fds().get(0)) {
                return new GuestControl(channel, new DomId(answer.fields().u32()), Mapping.shared(memory));
            }
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    public DomId id() {
        return id;
    }

    /** Lends the guest's memory. */
    public Mapping memory() {
        return memory;
    }

    /** A connection to the store as this domain. <b>Owner:</b> the caller. */
    public Fd openStore() {
        return channel.call(ControlOp.OPEN_STORE, new Payload()).fds().get(0);
    }

    /** A port that {@code remote} may bind. <b>Owner:</b> the caller, of both eventfds. */
    public Port allocUnbound(DomId remote) {
        ControlMessage answer = channel.call(ControlOp.ALLOC_UNBOUND, new Payload().u32(remote.value()));
        List<Fd> fds = answer.fds();
        return new Port(answer.fields().u32(), EventFd.adopt(fds.get(0)), EventFd.adopt(fds.get(1)));
    }

    /** The port is no more; what the other end sends is dropped. */
    public void closePort(int port) {
        channel.call(ControlOp.CLOSE_PORT, new Payload().u32(port));
    }

    /** Lets {@code to} map a page by this reference, which the guest chooses. */
    public void grant(int ref, long gfn, DomId to, boolean readOnly) {
        channel.call(
                ControlOp.GRANT, new Payload().u32(ref).u64(gfn).u32(to.value()).flag(readOnly));
    }

    /** Takes a grant back; {@link ControlException} with EBUSY while it is mapped. */
    public void endGrant(int ref) {
        channel.call(ControlOp.END_GRANT, new Payload().u32(ref));
    }

    /**
     * Maps pages that the control domain has granted to this domain, all or none.
     *
     * @param refs entries of the control domain's grant table, all of one {@link transom.xen.GrantTable#share}
     * @return <b>Owner:</b> the caller; grants that are ended meanwhile stay until it is closed
     * @throws ControlException with EINVAL if there is no such grant, or it is another domain's
     */
    public GuestPages mapGrants(GrantRef[] refs, boolean writable) {
        ControlMessage answer = channel.call(ControlOp.MAP_GRANTS, SimPages.grants(DomId.DOM0, refs, writable));
        Payload.Fields fields = answer.fields();
        return SimPages.map(channel, answer, fields.u32(), fields.list(), writable, () -> {}, () -> {});
    }

    /** Ends the domain. */
    @Override
    public void close() {
        channel.close();
        memory.close();
    }
}
