package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.util.function.Supplier;
import transom.gem.DmaBuf;
import transom.xen.ExportedDmaBuf;
import transom.xen.GuestPages;

/**
 * A guest's pages as a dma-buf. The kernel's export lets no CPU read it (gntdev-dmabuf.c has no such operations), so that
 * the grants are mapped besides when somebody wants to.
 */
public final class GuestDmaBuf extends DmaBuf {

    private final ExportedDmaBuf exported;
    private final Supplier<GuestPages> mapper;
    private GuestPages mapped;
    private volatile boolean freed;

    /**
     * @param exported transferred
     * @param mapper maps the same pages, read-only
     */
    public GuestDmaBuf(String name, ExportedDmaBuf exported, Supplier<GuestPages> mapper) {
        super(name, (long) exported.pages() * GuestPages.PAGE_SIZE);
        this.exported = exported;
        this.mapper = mapper;
    }

    @Override
    public int fd() {
        return exported.fd();
    }

    @Override
    public synchronized ByteBuffer beginCpuAccess() {
        if (mapped == null) {
            try {
                mapped = mapper.get();
            } catch (RuntimeException e) {
                throw new IllegalStateException("the guest's pages cannot be mapped: " + e.getMessage(), e);
            }
        }
        return mapped.asByteBuffer();
    }

    @Override
    public void endCpuAccess() {}

    @Override
    protected void free() {
        synchronized (this) {
            if (mapped != null) {
                mapped.close();
            }
        }
        exported.close();
        freed = true;
    }

    /** Whether the pages are the guest's alone again. */
    boolean isGone() {
        return freed && exported.awaitReleased(0);
    }
}
