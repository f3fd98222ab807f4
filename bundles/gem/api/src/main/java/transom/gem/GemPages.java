package transom.gem;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The frames that a buffer's pages are in, and the pin that keeps them there: what names the pages to a hypervisor
 * ({@code DRM_IOCTL_VGEM_GET_PFNS}, {@code DRM_IOCTL_I915_GEM_GET_PFNS} of patches/linux).
 *
 * <p>A pin alone does not make it safe to give pages to a guest: the kernel takes them back when the last descriptor of the pin is
 * closed, also by a crash. An offer of the buffer's dma-buf undoes itself in the right order.
 *
 * <p><b>Owner:</b> whoever asked for it closes it. <b>Thread:</b> any.
 */
@ProviderType
public interface GemPages extends AutoCloseable {

    /** In pages of 4096 bytes, all of the buffer's. */
    int count();

    /**
     * The frame of one page, unsigned, in units of 4096 bytes: under Xen what the hypervisor takes (a machine frame in a PV domain, a
     * guest frame in a PVH one), elsewhere a page frame number.
     *
     * @param page from 0 to {@link #count} - 1
     */
    long frame(int page);

    /** Lends the file that owns the pin; who gets a duplicate holds the pages, too. */
    int pinFd();

    /** Lets the pages move again, unless somebody has a duplicate of the pin. A second call does nothing. */
    @Override
    void close();
}
