package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/** Maps pages of a guest by their frame numbers, without the guest's grant: a privilege of the control domain. */
@ProviderType
public interface ForeignMemory {

    /**
     * Maps guest frames one after the other. Takes what a guest says: a frame number that names no page of that domain
     * is refused by Xen.
     *
     * @param gfns frame numbers in the guest's own space
     * @param writable whether the guest's pages may be written
     * @return <b>Owner:</b> the caller
     * @throws XenException if any of the frames cannot be mapped; then none is
     */
    GuestPages map(DomId domain, long[] gfns, boolean writable);
}
