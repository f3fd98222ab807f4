package transom.xen.sim.internal.dom0;

import java.util.Optional;
import transom.xen.DomId;
import transom.xen.GrantTable.Ability;
import transom.xen.GuestMemoryOffers;
import transom.xen.XenException;

/** The simulator's guests are processes, whose memory nobody can put pages into without their doing. */
public final class NoOffers implements GuestMemoryOffers {

    private static final String REASON =
            "not on the simulator: its guests are processes, and have no memory that others can put pages into";

    @Override
    public Offer offer(DomId domain, long gfn, int dmaBufFd, long firstPage, long pages, String keepName) {
        throw new XenException(REASON);
    }

    @Override
    public Optional<Offer> offered(String keepName) {
        return Optional.empty();
    }

    @Override
    public Ability ability() {
        return new Ability(false, REASON);
    }
}
