package transom.xen.dev.internal.memory;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Predicate;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Mapping;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;
import transom.xen.dev.internal.dmabuf.DmaBufs;
import transom.xen.dev.internal.uapi.Gntdev;
import transom.xen.support.KeptPages;
import transom.xen.support.Ledger;

/**
 * Grants through gntdev. To map a guest's, grants get an offset in the device first, then that offset is mapped; only
 * then does Xen look at them.
 *
 * <p><b>Owner:</b> lends the device's fd from its maker. <b>Thread:</b> any.
 */
public final class GntdevTable implements GrantTable {

    /** What gntdev takes in one call, its parameter {@code limit} (drivers/xen/gntdev.c). */
    static final int MAX_REFS = 64 * 1024;

    private final Fd gntdev;
    private final DmaBufs dmaBufs;
    private final KeptPages kept;
    private final Ledger ledger;

    /** @param dmaBufs lent */
    public GntdevTable(Fd gntdev, DmaBufs dmaBufs, KeptPages kept, Ledger ledger) {
        this.gntdev = gntdev;
        this.dmaBufs = dmaBufs;
        this.kept = kept;
        this.ledger = ledger;
    }

    @Override
    public GuestPages map(DomId domain, GrantRef[] refs, boolean writable) {
        return map(domain, refs, writable, () -> {});
    }

    /** The grant is all that another process needs. */
    @Override
    public GuestPages map(DomId domain, GrantRef ref, String keepName) {
        GuestPages mapped = map(domain, new GrantRef[] {ref}, true, () -> kept.remove(keepName));
        try {
            kept.putGrant(keepName, domain, ref);
            return mapped;
        } catch (RuntimeException e) {
            mapped.detach();
            throw e;
        }
    }

    @Override
    public void dropKept(Predicate<String> keepNames) {
        kept.removeIf(keepNames);
    }

    private GuestPages map(DomId domain, GrantRef[] refs, boolean writable, Runnable forget) {
        requireCount(refs);
        ByteBuffer argument = Gntdev.map(domain.value(), refs);
        int result = Ioctl.call(gntdev.fd(), Gntdev.MAP_GRANT_REF, argument);
        if (result < 0) {
            throw new XenException(name(domain, refs) + ": " + Errno.describe(-result));
        }
        long index = argument.getLong(Gntdev.MAP_INDEX);
        Mapping mapping = open(domain, refs, index, writable);
        int pages = refs.length;
        ledger.granted(1, pages);
        Runnable unmap = () -> {
            ledger.granted(-1, pages);
            mapping.close();
            forget(index, pages);
        };
        return new GuestPages(mapping.buffer(), unmap, forget);
    }

    private Mapping open(DomId domain, GrantRef[] refs, long index, boolean writable) {
        int prot = Mapping.PROT_READ | (writable ? Mapping.PROT_WRITE : 0);
        try {
            return Mapping.map(gntdev.fd(), index, (long) refs.length * GuestPages.PAGE_SIZE, prot);
        } catch (ErrnoException e) {
            forget(index, refs.length);
            throw new XenException(name(domain, refs) + ": " + e.getMessage(), e);
        }
    }

    private void forget(long index, int count) {
        if (gntdev.isOpen()) {
            Ioctl.call(gntdev.fd(), Gntdev.UNMAP_GRANT_REF, Gntdev.unmap(index, count));
        }
    }

    @Override
    public SharedDmaBuf share(DomId domain, int dmaBufFd, int pages, String keepName) {
        return dmaBufs.share(domain, dmaBufFd, pages, keepName);
    }

    @Override
    public Optional<SharedDmaBuf> shared(String keepName) {
        return dmaBufs.shared(keepName);
    }

    @Override
    public ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        requireCount(refs);
        return dmaBufs.export(domain, refs);
    }

    @Override
    public Ability sharing() {
        return dmaBufs.sharing();
    }

    @Override
    public Ability exporting() {
        return dmaBufs.exporting();
    }

    private static void requireCount(GrantRef[] refs) {
        if (refs.length == 0 || refs.length > MAX_REFS) {
            throw new IllegalArgumentException(refs.length + " grants must be 1.." + MAX_REFS);
        }
    }

    private static String name(DomId domain, GrantRef[] refs) {
        return "cannot map " + refs.length + " grants of dom" + domain + ", first grant " + refs[0];
    }
}
