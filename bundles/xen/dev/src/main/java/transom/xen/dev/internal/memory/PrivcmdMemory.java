package transom.xen.dev.internal.memory;

import java.nio.ByteBuffer;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Mapping;
import transom.xen.DomId;
import transom.xen.ForeignMemory;
import transom.xen.GuestPages;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.Privcmd;
import transom.xen.support.Ledger;

/**
 * Maps guests' frames through privcmd. The kernel puts them into a VM_PFNMAP area without struct pages: good for the CPU,
 * never for a dma-buf.
 *
 * <p><b>Owner:</b> lends the device's fd from its maker. <b>Thread:</b> any.
 */
public final class PrivcmdMemory implements ForeignMemory {

    /** More pages would not fit into a buffer's 2 GiB. */
    static final int MAX_PAGES = Integer.MAX_VALUE / GuestPages.PAGE_SIZE;

    private final Fd privcmd;
    private final Ledger ledger;

    public PrivcmdMemory(Fd privcmd, Ledger ledger) {
        this.privcmd = privcmd;
        this.ledger = ledger;
    }

    @Override
    public GuestPages map(DomId domain, long[] gfns, boolean writable) {
        if (gfns.length == 0 || gfns.length > MAX_PAGES) {
            throw new IllegalArgumentException(gfns.length + " frames must be 1.." + MAX_PAGES);
        }
        Mapping mapping = reserve(domain, gfns.length, writable);
        try {
            fill(domain, gfns, mapping.address());
        } catch (RuntimeException e) {
            mapping.close();
            throw e;
        }
        int pages = gfns.length;
        ledger.foreign(1, pages);
        return new GuestPages(mapping.buffer(), () -> {
            ledger.foreign(-1, pages);
            mapping.close();
        });
    }

    private Mapping reserve(DomId domain, int pages, boolean writable) {
        int prot = Mapping.PROT_READ | (writable ? Mapping.PROT_WRITE : 0);
        try {
            return Mapping.map(privcmd.fd(), 0, (long) pages * GuestPages.PAGE_SIZE, prot);
        } catch (ErrnoException e) {
            throw new XenException("cannot map " + pages + " pages of dom" + domain + ": " + e.getMessage(), e);
        }
    }

    private void fill(DomId domain, long[] gfns, long address) {
        ByteBuffer frames = Direct.allocate(gfns.length * Long.BYTES);
        frames.asLongBuffer().put(gfns);
        ByteBuffer errors = Direct.allocate(gfns.length * Integer.BYTES);
        ByteBuffer argument = Privcmd.mmapBatch(gfns.length, domain.value(), address, frames, errors);
        int result = Ioctl.call(privcmd.fd(), Privcmd.MMAPBATCH_V2, argument);
        // The call may succeed where single frames failed, and names each one's error (drivers/xen/privcmd.c).
        check(domain, gfns, errors, result);
    }

    /** Throws if the call or any frame failed. */
    static void check(DomId domain, long[] gfns, ByteBuffer errors, int result) {
        int failed = 0;
        int first = -1;
        for (int i = gfns.length - 1; i >= 0; i--) {
            if (errors.getInt(i * Integer.BYTES) != 0) {
                failed++;
                first = i;
            }
        }
        if (failed > 0) {
            throw new XenException("cannot map " + failed + " of " + gfns.length + " frames of dom" + domain
                    + ", first frame 0x" + Long.toHexString(gfns[first]) + ": "
                    + Errno.describe(-errors.getInt(first * Integer.BYTES)));
        } else if (result < 0) {
            throw new XenException(
                    "cannot map " + gfns.length + " frames of dom" + domain + ": " + Errno.describe(-result));
        }
    }
}
