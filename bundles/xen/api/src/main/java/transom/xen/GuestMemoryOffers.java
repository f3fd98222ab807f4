package transom.xen;

import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pages of this domain's dma-bufs as memory of a guest, at a place that the guest need not know of ({@code
 * /dev/xen/dmabuf-offer} of patches/linux/offer).
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface GuestMemoryOffers {

    /**
     * Makes pages of a dma-buf memory of a guest. What the guest had at the place is gone, and is not there again afterwards. What is
     * needed to undo it is in the keep, under a name made of {@code keepName}, from the moment that it exists until it is closed, so
     * that {@link #offered} finds it after an update.
     *
     * @param gfn the place of the first page in the guest's memory, in pages of 4096 bytes
     * @param dmaBufFd lent; the kernel holds the dma-buf until the guest has lost the pages
     * @param firstPage the first page of the dma-buf to offer, from 0
     * @param pages how many, at least 1
     * @param keepName what the keep takes as a name, at most 200 characters
     * @return <b>Owner:</b> the caller
     * @throws XenException if the pages cannot be offered, with the reason and what is missing, or something is offered under this
     *     name; then the guest has none of them
     */
    Offer offer(DomId domain, long gfn, int dmaBufFd, long firstPage, long pages, String keepName);

    /** What was {@linkplain #offer offered} under this name by whoever was here before. <b>Owner:</b> the caller. */
    Optional<Offer> offered(String keepName);

    /**
     * Whether {@link #offer} can work on this machine. That Xen lacks its part is known only when it has refused an offer.
     */
    GrantTable.Ability ability();

    /** Pages that a guest has. <b>Owner:</b> whoever offered or took it over. <b>Thread:</b> any. */
    interface Offer extends AutoCloseable {

        DomId domain();

        /** The place of the first page in the guest's memory, in pages. */
        long gfn();

        /** In pages. */
        long pages();

        /**
         * Takes the pages from the guest. The kernel keeps the dma-buf's memory until the guest has lost it; where a keeper or
         * systemd holds things beyond this process, that is as soon as it has let go, too. Only when the guest is no more, or can do
         * without them: the place is empty then. A second call does nothing.
         */
        @Override
        void close();

        /** I leave, the guest keeps the pages: {@link GuestMemoryOffers#offered} finds the offer. */
        void detach();
    }
}
