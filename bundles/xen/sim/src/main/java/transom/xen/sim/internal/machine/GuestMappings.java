package transom.xen.sim.internal.machine;

import java.util.Map;
import java.util.TreeMap;
import transom.xen.DomId;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.Payload;

/** What one domain has mapped of the control domain's grants; all of it is let go when it goes. */
final class GuestMappings {

    private final ControlGrants grants;
    private final Map<Integer, ControlGrants.Use> uses = new TreeMap<>();
    private int last;

    GuestMappings(ControlGrants grants) {
        this.grants = grants;
    }

    /** Maps them, all or none, and answers with the mapping's number, the pages' numbers in the file, and the file. */
    ControlMessage map(ControlMessage request, DomId who, Payload.Fields fields) {
        int untrustedOwner = fields.u32();
        if (untrustedOwner != DomId.DOM0.value()) {
            throw new ControlException("EOPNOTSUPP", "a guest maps grants of dom0, not of dom" + untrustedOwner);
        }
        fields.flag();
        ControlGrants.Use use = grants.map(who, fields.list());
        uses.put(++last, use);
        return request.answer(
                new Payload().u32(last).list(use.pages()), use.share().dupFile());
    }

    ControlMessage unmap(ControlMessage request, int number) {
        ControlGrants.Use use = uses.remove(number);
        if (use == null) {
            throw new ControlException("ENOENT", "no mapping " + number);
        }
        grants.unmap(use);
        return request.answer(new Payload());
    }

    void releaseAll() {
        uses.values().forEach(grants::unmap);
        uses.clear();
    }
}
