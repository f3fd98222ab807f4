package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A dma-buf of pages that a guest has granted. While anybody holds it, the guest cannot have its pages back, and stays a
 * zombie when it ends.
 *
 * <p><b>Owner:</b> whoever exported it. <b>Thread:</b> any.
 */
@ProviderType
public interface ExportedDmaBuf extends AutoCloseable {

    /** Lends the dma-buf's fd, until {@link #close}. */
    int fd();

    /** In pages. */
    int pages();

    /** Closes our fd; the pages are the guest's again when nobody else holds the dma-buf. A second call does nothing. */
    @Override
    void close();

    /**
     * Waits until the pages are the guest's again ({@code IOCTL_GNTDEV_DMABUF_EXP_WAIT_RELEASED}); after {@link #close}.
     *
     * @param millis to wait at most, 0 to only look
     * @return whether they are
     */
    boolean awaitReleased(int millis);
}
