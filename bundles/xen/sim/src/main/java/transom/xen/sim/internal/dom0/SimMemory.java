package transom.xen.sim.internal.dom0;

import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimPages;
import transom.xen.support.KeptPages;
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
        GuestPages mapped = SimPages.map(
                channel, answer, answer.fields().u32(), gfns, writable, () -> ledger.foreign(-1, pages), () -> {});
        ledger.foreign(1, pages);
        return mapped;
    }

    GuestPages mapGrants(DomId domain, GrantRef[] refs, boolean writable) {
        ControlMessage answer = channel.call(ControlOp.MAP_GRANTS, SimPages.grants(domain, refs, writable));
        Payload.Fields fields = answer.fields();
        return mapped(answer, fields.u32(), fields.list(), writable, () -> {});
    }

    private GuestPages mapped(ControlMessage answer, int number, long[] pages, boolean writable, Runnable forget) {
        int count = pages.length;
        GuestPages mapped =
                SimPages.map(channel, answer, number, pages, writable, () -> ledger.granted(-1, count), forget);
        ledger.granted(1, count);
        return mapped;
    }

    /** The guest's memory is a file: that, and where in it the page is, is what another process needs. */
    GuestPages mapKept(DomId domain, GrantRef ref, KeptPages kept, String keepName) {
        ControlMessage answer = channel.call(ControlOp.MAP_GRANTS, SimPages.grants(domain, new GrantRef[] {ref}, true));
        Payload.Fields fields = answer.fields();
        int number = fields.u32();
        long[] pages = fields.list();
        try (Fd file = answer.fds().get(0).dup()) {
            GuestPages mapped = mapped(answer, number, pages, true, () -> kept.remove(keepName));
            try {
                kept.putFile(keepName, pages[0] * GuestPages.PAGE_SIZE, file.fd());
                return mapped;
            } catch (RuntimeException e) {
                mapped.detach();
                throw e;
            }
        }
    }
}
