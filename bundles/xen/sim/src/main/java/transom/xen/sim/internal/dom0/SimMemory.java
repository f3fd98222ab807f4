package transom.xen.sim.internal.dom0;

import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimPages;
import transom.xen.support.Ledger;

/** Maps guests' memory, which is a file of theirs, page by page. */
final class SimMemory {

    private final ControlChannel channel;
    private final Ledger ledger;

    SimMemory(ControlChannel channel, Ledger ledger) {
        this.channel = channel;
        this.ledger = ledger;
    }

    GuestPages mapForeign(DomId domain, long[] gfns, boolean writable) {
        ControlMessage answer = channel.call(
                ControlOp.MAP_FOREIGN, new Payload().u32(domain.value()).list(gfns));
        int pages = gfns.length;
        GuestPages mapped =
                SimPages.map(channel, answer, answer.fields().u32(), gfns, writable, () -> ledger.foreign(-1, pages));
        ledger.foreign(1, pages);
        return mapped;
    }

    GuestPages mapGrants(DomId domain, GrantRef[] refs, boolean writable) {
        ControlMessage answer = channel.call(ControlOp.MAP_GRANTS, SimPages.grants(domain, refs, writable));
        Payload.Fields fields = answer.fields();
        int pages = refs.length;
        GuestPages mapped =
                SimPages.map(channel, answer, fields.u32(), fields.list(), writable, () -> ledger.granted(-1, pages));
        ledger.granted(1, pages);
        return mapped;
    }
}
