package transom.xen.dev.internal.offer;

import transom.xen.DomId;
import transom.xen.GuestMemoryOffers.Offer;
import transom.xen.support.KeptOffers;

/**
 * An offer, which lasts until the last descriptor of its file is closed.
 *
 * @param found <b>Owner:</b> of its file
 */
record KernelOffer(String name, KeptOffers.Found found, KeptOffers kept) implements Offer {

    @Override
    public DomId domain() {
        return found.domain();
    }

    @Override
    public long gfn() {
        return found.gfn();
    }

    @Override
    public long pages() {
        return found.pages();
    }

    @Override
    public void close() {
        synchronized (found) {
            if (found.file().isOpen()) {
                kept.remove(name);
                found.file().close();
            }
        }
    }

    @Override
    public void detach() {
        synchronized (found) {
            found.file().close();
        }
    }
}
