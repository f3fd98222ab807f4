package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A dma-buf whose pages are granted to a domain.
 *
 * <p><b>Owner:</b> whoever shared it or took it over. <b>Thread:</b> any.
 */
@ProviderType
public interface SharedDmaBuf extends AutoCloseable {

    DomId domain();

    /** In pages. */
    int pages();

    /** The grant of one page, an entry of this domain's table. */
    GrantRef ref(int page);

    /**
     * Ends the grants. Only when the domain has unmapped them, or is no more: as long as it has some mapped, these stay,
     * the kernel keeps their pages from being used for anything else, and it tries again until they are unmapped. So
     * nothing is lost or given away, but nobody can find them any more. The dma-buf may go after this, not before. A
     * second call does nothing.
     */
    @Override
    void close();

    /** I leave, the grants stay: {@link GrantTable#shared} finds them. */
    void detach();
}
