package transom.xen.dev.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** /dev/xen/dmabuf-offer (include/uapi/xen/dmabuf-offer.h of patches/linux/offer). */
public final class DmaBufOffer {

    public static final String PATH = "/dev/xen/dmabuf-offer";

    /** {@code IOCTL_XEN_DMABUF_OFFER}. */
    public static final long OFFER = 0xc0284710L;

    /** {@code struct xen_dmabuf_offer}. */
    public static final int SIZE = 40;

    public static final int GFN = 0;
    public static final int FIRST_PAGE = 8;
    public static final int NUM_PAGES = 16;
    public static final int FD = 24;
    public static final int DOMID = 28;
    public static final int FLAGS = 30;
    public static final int OFFER_FD = 32;

    private DmaBufOffer() {}

    /** The argument that offers pages; the kernel writes {@link #OFFER_FD}. */
    public static ByteBuffer offer(int domain, long gfn, int fd, long firstPage, long pages) {
        return Direct.allocate(SIZE)
                .putLong(GFN, gfn)
                .putLong(FIRST_PAGE, firstPage)
                .putLong(NUM_PAGES, pages)
                .putInt(FD, fd)
                .putShort(DOMID, (short) domain)
                .putInt(OFFER_FD, -1);
    }
}
