package transom.xen.dev.internal.offer;

import java.nio.ByteBuffer;
import java.util.Optional;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.GrantTable.Ability;
import transom.xen.GuestMemoryOffers;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.DmaBufOffer;
import transom.xen.support.KeptOffers;

/** Offers through the kernel's device. <b>Thread:</b> any. */
public final class DmaBufOffers implements GuestMemoryOffers {

    private static final String MODULE =
            "build and load the module: ./transom patches build offer (patches/linux/offer), modprobe xen-dmabuf-offer";

    private static final String HYPERVISOR =
            "this Xen does not let a domain offer pages of its own: ./transom patches build xen (patches/xen), and boot it";

    private final OfferDevice device;
    private final KeptOffers kept;

    /** Whether Xen has refused as one without the patches does. */
    private volatile boolean xenCanNot;

    public DmaBufOffers(OfferDevice device, KeptOffers kept) {
        this.device = device;
        this.kept = kept;
    }

    @Override
    public synchronized Offer offer(DomId domain, long gfn, int dmaBufFd, long firstPage, long pages, String keepName) {
        try {
            kept.requireName(keepName);
        } catch (IllegalArgumentException e) {
            throw new XenException(e.getMessage(), e);
        }
        ByteBuffer argument = DmaBufOffer.offer(domain.value(), gfn, dmaBufFd, firstPage, pages);
        int result = device.offer(argument);
        if (result < 0) {
            throw new XenException("cannot offer " + pages + " pages to dom" + domain + " at frame 0x"
                    + Long.toHexString(gfn) + ": " + Errno.describe(-result) + reason(-result));
        }
        xenCanNot = false;
        Fd file = Fd.adopt(argument.getInt(DmaBufOffer.OFFER_FD));
        try {
            kept.put(keepName, domain, gfn, pages, file.fd());
        } catch (RuntimeException e) {
            kept.remove(keepName);
            // the last descriptor: the guest loses the pages
            file.close();
            throw e;
        }
        return new KernelOffer(keepName, new KeptOffers.Found(domain, gfn, pages, file), kept);
    }

    /** What the errors mean (include/uapi/xen/dmabuf-offer.h). */
    private String reason(int errno) {
        if (errno == Errno.EOPNOTSUPP) {
            xenCanNot = true;
        }
        return switch (errno) {
            case Errno.EOPNOTSUPP -> " (" + HYPERVISOR + "; a domain that is being destroyed has the same effect)";
            case Errno.ENOENT, Errno.ENODEV, Errno.ENXIO ->
                device.open() < 0 ? " (" + MODULE + ")" : " (the dma-buf's memory is not made of pages)";
            case Errno.ESRCH -> " (there is no such domain)";
            case Errno.EACCES -> " (the domain is a PV one, or a page is not plain memory of this domain)";
            case Errno.EPERM -> " (the domain is not this one's to control, or uses altp2m or nested HVM)";
            case Errno.EBUSY -> " (another offer is there, or something that cannot be replaced)";
            case Errno.EBADF -> " (the file is no dma-buf)";
            case Errno.EINVAL -> " (pages past the end of the dma-buf, none, or a place that cannot be)";
            default -> "";
        };
    }

    @Override
    public Optional<Offer> offered(String keepName) {
        return kept.find(keepName).map(found -> new KernelOffer(keepName, found, kept));
    }

    @Override
    public Ability ability() {
        int opened = device.open();
        if (opened < 0) {
            return new Ability(false, DmaBufOffer.PATH + ": " + Errno.describe(-opened) + ": " + MODULE);
        }
        return xenCanNot
                ? new Ability(false, HYPERVISOR)
                : new Ability(true, "by " + DmaBufOffer.PATH + "; whether Xen lets it is seen at the first offer");
    }
}
