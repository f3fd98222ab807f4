package transom.xen.sim.internal.machine;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;

/** A client that is (a part of) the control domain. */
final class ControlDomainRole implements ControlServer.Role {

    private final ControlServer client;
    private final Machine machine;
    private final Domains domains;
    private final Accounting accounting;
    private final Holdings holdings;

    /** Says what is held of guests, by everybody. */
    interface Accounting {
        List<String> lines();
    }

    ControlDomainRole(ControlServer client, Machine machine, Domains domains, Accounting accounting) {
        this.client = client;
        this.machine = machine;
        this.domains = domains;
        this.accounting = accounting;
        this.holdings = new Holdings(machine);
    }

    @Override
    public void serve(ControlOp op, ControlMessage request) {
        Payload.Fields fields = request.fields();
        switch (op) {
            case REMOVE_DEVICE ->
                domains.removeDevice(device(fields), done -> answer(request, new Payload().flag(done)));
            case DESTROY_DOMAIN ->
                domains.destroy(machine.domain(fields.u32()), done -> answer(request, new Payload().flag(done)));
            default -> client.reply(atOnce(op, request, fields));
        }
    }

    private void answer(ControlMessage request, Payload payload) {
        client.reply(request.answer(payload));
    }

    private ControlMessage atOnce(ControlOp op, ControlMessage request, Payload.Fields fields) {
        return switch (op) {
            case ATTACH -> request.answer(new Payload().text("simulator"));
            case LIST_DOMAINS -> list(request);
            case MAP_FOREIGN -> mapForeign(request, machine.domain(fields.u32()), fields.list());
            case MAP_GRANTS -> mapGrants(request, fields, "grant mapping");
            case EXPORT_GRANTS -> mapGrants(request, fields, "export");
            case SHARE -> share(request, fields);
            case END_SHARE -> request.answer(new Payload().u32(holdings.endShare(fields.u32())));
            case UNMAP -> {
                holdings.unmap(fields.u32());
                yield request.answer(new Payload());
            }
            case BIND -> bind(request, machine.domain(fields.u32()), fields.u32());
            case UNBIND -> {
                holdings.unbind(fields.u32());
                yield request.answer(new Payload());
            }
            case ACCOUNTING -> accounting(request);
            case ADD_DEVICE -> {
                domains.addDevice(device(fields), nodes(fields), nodes(fields));
                yield request.answer(new Payload());
            }
            default -> throw new ControlException("EPERM", "the control domain may not ask for " + op);
        };
    }

    private ControlMessage list(ControlMessage request) {
        Payload payload = new Payload().u32(machine.domains().size());
        machine.domains()
                .forEach(domain -> payload.u32(domain.id().value())
                        .text(domain.name())
                        .u32(domain.pages())
                        .text(domain.type().name().toLowerCase(Locale.ROOT)));
        return request.answer(payload);
    }

    private ControlMessage mapForeign(ControlMessage request, Domain domain, long[] gfns) {
        int number = holdings.mapForeign(domain, gfns);
        return request.answer(new Payload().u32(number), domain.dupMemory());
    }

    private ControlMessage mapGrants(ControlMessage request, Payload.Fields fields, String what) {
        int untrustedDomain = fields.u32();
        boolean writable = fields.flag();
        long[] refs = fields.list();
        if (untrustedDomain == DomId.DOM0.value()) {
            return mapOwn(request, refs);
        }
        Domain domain = machine.domain(untrustedDomain);
        long[] gfns = new long[refs.length];
        int number = holdings.mapGrants(domain, what, refs, writable, gfns);
        return request.answer(new Payload().u32(number).list(gfns), domain.dupMemory());
    }

    private ControlMessage mapOwn(ControlMessage request, long[] refs) {
        ControlGrants.Use use = machine.grants().map(DomId.DOM0, refs);
        return request.answer(
                new Payload().u32(holdings.mapOwn(use)).list(use.pages()),
                use.share().dupFile());
    }

    private ControlMessage share(ControlMessage request, Payload.Fields fields) {
        int untrustedDomain = fields.u32();
        DomId to = untrustedDomain == DomId.DOM0.value()
                ? DomId.DOM0
                : machine.domain(untrustedDomain).id();
        int untrustedPages = fields.u32();
        if (request.fds().size() != 1) {
            throw new ControlException("EBADF", request.fds().size() + " files came, one is shared");
        }
        Share share = holdings.share(to, request.fds().get(0).dup(), untrustedPages);
        long[] refs = new long[share.pages()];
        for (int page = 0; page < refs.length; page++) {
            refs[page] = Integer.toUnsignedLong(share.ref(page));
        }
        return request.answer(new Payload().u32(share.number()).list(refs));
    }

    private ControlMessage bind(ControlMessage request, Domain domain, int remotePort) {
        int local = holdings.bind(domain, remotePort);
        Port port = holdings.port(local);
        return request.answer(new Payload().u32(local), port.dupToRemote(), port.dupToGuest());
    }

    private ControlMessage accounting(ControlMessage request) {
        List<String> lines = accounting.lines();
        Payload payload = new Payload().u32(lines.size());
        lines.forEach(payload::text);
        return request.answer(payload);
    }

    private DeviceId device(Payload.Fields fields) {
        DomId domain = machine.domain(fields.u32()).id();
        return new DeviceId(domain, fields.text(), fields.u32());
    }

    private static Map<String, String> nodes(Payload.Fields fields) {
        Map<String, String> nodes = new LinkedHashMap<>();
        for (int left = fields.u32(); left > 0 && fields.hasMore(); left--) {
            nodes.put(fields.text(), fields.text());
        }
        return nodes;
    }

    @Override
    public void ended() {
        holdings.releaseAll();
    }

    @Override
    public List<String> holdings() {
        return holdings.describe();
    }
}
