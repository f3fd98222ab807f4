package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/** Maps pages that a guest has granted to this domain. */
@ProviderType
public interface GrantTable {

    /**
     * Maps granted pages one after the other.
     *
     * @param refs entries of the guest's grant table
     * @param writable whether the guest's pages may be written
     * @return <b>Owner:</b> the caller
     * @throws XenException if any of the grants cannot be mapped; then none is
     */
    GuestPages map(DomId domain, GrantRef[] refs, boolean writable);
}
