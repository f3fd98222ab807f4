package transom.xen.sim.internal.machine;

import java.util.ArrayList;
import java.util.List;
import transom.linux.UnixSocket;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.internal.store.StoreServer;

/** A client that is a guest: when it goes, so does its domain. */
final class GuestRole implements ControlServer.Role {

    private final ControlServer client;
    private final Machine machine;
    private final StoreServer store;
    private final Domains domains;
    private final GuestMappings mappings;
    private Domain domain;

    GuestRole(ControlServer client, Machine machine, StoreServer store, Domains domains) {
        this.client = client;
        this.machine = machine;
        this.store = store;
        this.domains = domains;
        this.mappings = new GuestMappings(machine.grants());
    }

    @Override
    public void serve(ControlOp op, ControlMessage request) {
        Payload.Fields fields = request.fields();
        if ((domain == null) != (op == ControlOp.CREATE_DOMAIN)) {
            throw new ControlException("EINVAL", domain == null ? "this client has no domain" : "it has one already");
        }
        client.reply(
                switch (op) {
                    case CREATE_DOMAIN -> create(request, fields);
                    case OPEN_STORE -> openStore(request);
                    case ALLOC_UNBOUND -> allocUnbound(request, fields.u32());
                    case CLOSE_PORT -> {
                        domain.closePort(fields.u32());
                        yield request.answer(new Payload());
                    }
                    case GRANT -> {
                        int ref = fields.u32();
                        domain.grant(ref, new Grant(fields.u64(), domId(fields.u32()), fields.flag()));
                        yield request.answer(new Payload());
                    }
                    case END_GRANT -> {
                        domain.endGrant(fields.u32());
                        yield request.answer(new Payload());
                    }
                    case MAP_GRANTS -> mappings.map(request, domain.id(), fields);
                    case UNMAP -> mappings.unmap(request, fields.u32());
                    default -> throw new ControlException("EPERM", "a guest may not ask for " + op);
                });
    }

    private ControlMessage create(ControlMessage request, Payload.Fields fields) {
        String name = fields.text();
        int pages = fields.u32();
        List<String> devices = new ArrayList<>();
        for (int left = fields.u32(); left > 0 && fields.hasMore(); left--) {
            devices.add(new DeviceId(DomId.DOM0, fields.text(), 0).type());
        }
        domain = machine.create(name, pages, fields.hasMore() ? type(fields.text()) : DomainType.PVH);
        domains.created(domain, devices, client::close);
        return request.answer(new Payload().u32(domain.id().value()), domain.dupMemory());
    }

    private static DomainType type(String untrusted) {
        return switch (untrusted) {
            case "pv" -> DomainType.PV;
            case "pvh" -> DomainType.PVH;
            case "hvm" -> DomainType.HVM;
            default -> throw new ControlException("EINVAL", "type '" + untrusted + "' must be pv, pvh or hvm");
        };
    }

    private ControlMessage openStore(ControlMessage request) {
        UnixSocket[] ends = UnixSocket.pair();
        store.attach(domain.id(), ends[0]);
        return request.answer(new Payload(), ends[1].take());
    }

    private ControlMessage allocUnbound(ControlMessage request, int remote) {
        Port port = domain.allocPort(domId(remote));
        return request.answer(new Payload().u32(port.number()), port.dupToGuest(), port.dupToRemote());
    }

    private static DomId domId(int untrusted) {
        if (untrusted < 0 || untrusted >= DomId.FIRST_RESERVED) {
            throw new ControlException("EINVAL", "domain " + untrusted + " is no domain's number");
        }
        return new DomId(untrusted);
    }

    @Override
    public void ended() {
        mappings.releaseAll();
        if (domain != null) {
            domains.died(domain);
        }
    }

    @Override
    public List<String> holdings() {
        return List.of();
    }
}
