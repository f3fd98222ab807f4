package transom.xen.dev.internal.dmabuf;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalInt;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.GrantTable.Ability;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.GntdevDmaBuf;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;
import transom.xen.support.ShareRecord;

/**
 * Grants dma-bufs' pages, each through a gntdev file of its own: what ends the grants is an fd's number, which need be
 * unique within one file only, and the file is what the keep holds.
 *
 * <p><b>Thread:</b> any.
 */
final class GntdevShares {

    private final Device device;
    private final Abilities abilities;
    private final KeptShares kept;
    private final Ledger ledger;

    GntdevShares(Device device, Abilities abilities, KeptShares kept, Ledger ledger) {
        this.device = device;
        this.abilities = abilities;
        this.kept = kept;
        this.ledger = ledger;
        kept.all().forEach((name, record) -> ledger.shared(name, record.domain(), record.pages()));
    }

    synchronized SharedDmaBuf share(DomId domain, int dmaBufFd, int pages, String keepName) {
        kept.requireRoom(keepName, pages);
        Fd file = device.open();
        try {
            ShareRecord record = new ShareRecord(domain, dmaBufFd, grant(file, domain, dmaBufFd, pages));
            kept.put(keepName, record, file.fd());
            return new GntdevShare(keepName, record, file, device, kept, ledger);
        } catch (RuntimeException e) {
            // The last descriptor of the file: the kernel ends what was granted through it.
            file.close();
            throw e;
        }
    }

    private int[] grant(Fd file, DomId domain, int dmaBufFd, int pages) {
        ByteBuffer argument = GntdevDmaBuf.importToRefs(dmaBufFd, pages, domain.value());
        int result = device.ioctl(file, GntdevDmaBuf.IMP_TO_REFS, argument);
        if (result < 0) {
            throw new XenException("cannot grant a dma-buf of " + pages + " pages to dom" + domain + ": "
                    + Errno.describe(-result) + reason(-result));
        }
        int[] refs = new int[pages];
        argument.position(GntdevDmaBuf.IMP_REFS)
                .slice()
                .order(argument.order())
                .asIntBuffer()
                .get(refs);
        return refs;
    }

    /** What the errors mean (drivers/xen/gntdev-dmabuf.c, {@code dmabuf_imp_to_refs}). */
    private String reason(int errno) {
        Ability ability = abilities.sharing();
        if (!ability.possible()) {
            return " (" + ability.reason() + ")";
        }
        return switch (errno) {
            case Errno.EXDEV ->
                " (the kernel reaches this buffer through bounce pages, which the guest would get in its"
                        + " place; take memory from another allocator)";
            case Errno.EINVAL -> " (the file is no dma-buf, has another size, or does not begin with a page)";
            case Errno.ENOSPC ->
                " (this domain's grant table is full: end shares, or raise gnttab_max_frames on Xen's"
                        + " command line)";
            default -> "";
        };
    }

    synchronized Optional<SharedDmaBuf> shared(String keepName) {
        Optional<ShareRecord> record = kept.find(keepName);
        OptionalInt fd = record.isPresent() ? kept.dupFd(keepName) : OptionalInt.empty();
        return fd.isEmpty()
                ? Optional.empty()
                : Optional.of(new GntdevShare(keepName, record.get(), Fd.adopt(fd.getAsInt()), device, kept, ledger));
    }
}
