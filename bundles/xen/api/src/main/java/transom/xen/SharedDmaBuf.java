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
     * Ends the grants. Only when the domain has unmapped them, or is no more: as long as it has one mapped, the kernel
     * keeps that page and tries again, some pages a second. The dma-buf may go after this, not before. A second call
     * does nothing.
     */
    @Override
    void close();

    /** I leave, the grants stay: {@link GrantTable#shared} finds them. */
    void detach();
}
