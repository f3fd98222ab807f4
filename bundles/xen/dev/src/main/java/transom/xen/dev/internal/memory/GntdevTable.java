package transom.xen.dev.internal.memory;

import java.nio.ByteBuffer;
import java.util.Optional;
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
import transom.xen.dev.internal.uapi.Gntdev;
import transom.xen.support.Ledger;

/**
 * Maps guests' grants through gntdev: the grants get an offset in the device first, then that offset is mapped; only
 * then does Xen look at them.
 *
 * <p><b>Owner:</b> lends the device's fd from its maker. <b>Thread:</b> any.
 */
public final class GntdevTable implements GrantTable {

    /** What gntdev takes in one call, its parameter {@code limit} (drivers/xen/gntdev.c). */
    static final int MAX_REFS = 64 * 1024;

    private final Fd gntdev;
    private final Ledger ledger;

    public GntdevTable(Fd gntdev, Ledger ledger) {
        this.gntdev = gntdev;
        this.ledger = ledger;
    }

    @Override
    public GuestPages map(DomId domain, GrantRef[] refs, boolean writable) {
        if (refs.length == 0 || refs.length > MAX_REFS) {
            throw new IllegalArgumentException(refs.length + " grants must be 1.." + MAX_REFS);
        }
        ByteBuffer argument = Gntdev.map(domain.value(), refs);
        int result = Ioctl.call(gntdev.fd(), Gntdev.MAP_GRANT_REF, argument);
        if (result < 0) {
            throw new XenException(name(domain, refs) + ": " + Errno.describe(-result));
        }
        long index = argument.getLong(Gntdev.MAP_INDEX);
        Mapping mapping = open(domain, refs, index, writable);
        int pages = refs.length;
        ledger.granted(1, pages);
        return new GuestPages(mapping.buffer(), () -> {
            ledger.granted(-1, pages);
            mapping.close();
            forget(index, pages);
        });
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
        throw new XenException("cannot grant a dma-buf: " + sharing().reason());
    }

    @Override
    public Optional<SharedDmaBuf> shared(String keepName) {
        return Optional.empty();
    }

    @Override
    public ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        throw new XenException("cannot make a dma-buf of grants: " + exporting().reason());
    }

    @Override
    public Ability sharing() {
        return new Ability(false, "not in this version");
    }

    @Override
    public Ability exporting() {
        return new Ability(false, "not in this version");
    }

    private static String name(DomId domain, GrantRef[] refs) {
        return "cannot map " + refs.length + " grants of dom" + domain + ", first grant " + refs[0];
    }
}
