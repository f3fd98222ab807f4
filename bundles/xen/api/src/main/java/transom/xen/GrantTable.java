package transom.xen;

import java.util.Optional;
import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Pages that go from one domain to another by grants: a guest's into this domain, this domain's dma-bufs to a guest.
 *
 * <p><b>Thread:</b> any.
 */
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

    /**
     * Maps one page, writable, and says in the keep how it can be mapped, under {@code xen/page/} and this name, until it
     * is {@linkplain GuestPages#close closed}: for whoever serves its ring while this process is away. An earlier entry of
     * that name is replaced.
     *
     * @param ref an entry of the guest's grant table
     * @param keepName what the keep takes as a name, at most 200 characters
     * @return <b>Owner:</b> the caller
     * @throws XenException if it cannot be mapped
     */
    GuestPages map(DomId domain, GrantRef ref, String keepName);

    /** Forgets pages that are in the keep under such names: their guests have gone, or ended the connection. */
    void dropKept(Predicate<String> keepNames);

    /**
     * Grants all pages of a dma-buf to a domain, writable ({@code IOCTL_GNTDEV_DMABUF_IMP_TO_REFS}). What is needed to end
     * it is in the keep, under a name made of {@code keepName}, from the moment that it exists until it is ended, so
     * that {@link #shared} finds it after an update.
     *
     * @param dmaBufFd lent; the kernel holds the dma-buf until the grants are ended
     * @param pages all of the dma-buf's, at most 16380 (a record of the keep names them)
     * @param keepName what the keep takes as a name, at most 200 characters
     * @return <b>Owner:</b> the caller
     * @throws XenException if the pages cannot be granted, with the reason, or something is shared under this name; then
     *     none is
     */
    SharedDmaBuf share(DomId domain, int dmaBufFd, int pages, String keepName);

    /** What was {@linkplain #share shared} under this name by whoever was here before. <b>Owner:</b> the caller. */
    Optional<SharedDmaBuf> shared(String keepName);

    /**
     * Makes a dma-buf of pages that a guest has granted ({@code IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS}).
     *
     * @param refs entries of the guest's grant table, writable
     * @return <b>Owner:</b> the caller
     * @throws XenException if that cannot be, with the reason; then none is mapped
     */
    ExportedDmaBuf export(DomId domain, GrantRef[] refs);

    /** Whether {@link #share} can work on this machine. */
    Ability sharing();

    /** Whether {@link #export} can work on this machine. */
    Ability exporting();

    /** Something that this machine may be able to do: {@code reason} says why not and the way out, or how. */
    record Ability(boolean possible, String reason) {}
}
