package transom.itests.framecheck.internal.offer;

import java.nio.ByteBuffer;
import transom.gem.Allocator;
import transom.gem.DmaBuf;
import transom.xen.DomId;
import transom.xen.GuestMemoryOffers;
import transom.xen.GuestMemoryOffers.Offer;

/** Offers an allocator's memory to a guest, and leaves it to whoever comes after to find the offer and to end it. */
public final class OfferCheck {

    private static final String NAME = "check/offer";
    private static final int PAGE = 4096;
    private static final int PAGES = 3;

    /** Of the memory's pages this is the first that is offered, so that a place from 0 would be seen. */
    private static final int FIRST = 1;

    private final GuestMemoryOffers offers;
    private final Allocator allocator;

    public OfferCheck(GuestMemoryOffers offers, Allocator allocator) {
        this.offers = offers;
        this.allocator = allocator;
    }

    /** Offers all pages but the first; the first word of each is the given one plus the page's number among them. */
    public String begin(DomId domain, long gfn, int word) {
        DmaBuf memory = allocator.allocate((long) PAGES * PAGE, NAME);
        try {
            ByteBuffer bytes = memory.beginCpuAccess();
            for (int page = FIRST; page < PAGES; page++) {
                bytes.putInt(page * PAGE, word + page - FIRST);
            }
            memory.endCpuAccess();
            offers.offer(domain, gfn, memory.fd(), FIRST, PAGES - FIRST, NAME).detach();
        } catch (RuntimeException e) {
            memory.drop();
            throw e;
        }
        return "dom" + domain.value() + " has " + (PAGES - FIRST) + " pages of " + allocator.name();
    }

    /** Takes the pages from the guest and says what it left in the first word of each. */
    public String end() {
        Offer offer = offers.offered(NAME).orElseThrow(() -> new IllegalStateException("nothing is offered"));
        DmaBuf memory =
                allocator.adopt(NAME).orElseThrow(() -> new IllegalStateException("the memory of the offer is gone"));
        StringBuilder words = new StringBuilder("dom" + offer.domain().value() + " left");
        ByteBuffer bytes = memory.beginCpuAccess();
        for (int page = FIRST; page < PAGES; page++) {
            words.append(String.format(" %08X", bytes.getInt(page * PAGE)));
        }
        memory.endCpuAccess();
        offer.close();
        memory.drop();
        return words.toString();
    }
}
