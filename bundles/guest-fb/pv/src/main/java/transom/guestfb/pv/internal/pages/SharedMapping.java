package transom.guestfb.pv.internal.pages;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import transom.xen.GuestPages;

/**
 * A guest's framebuffer as long as somebody needs it: its connection, and each buffer that shows a part of it.
 *
 * <p><b>Thread:</b> any.
 */
public final class SharedMapping {

    private final GuestPages pages;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** <b>Owner:</b> the pages are transferred; whoever made this holds it once. */
    public SharedMapping(GuestPages pages) {
        this.pages = pages;
    }

    /** Holds it once more; only for who knows that it is held. */
    public SharedMapping hold() {
        holders.incrementAndGet();
        return this;
    }

    /** Lets go; the last one unmaps. */
    public void release() {
        if (holders.decrementAndGet() == 0) {
            pages.close();
        }
    }

    /** Whether the last one has let go. */
    public boolean isReleased() {
        return holders.get() == 0;
    }

    /** Lends some of the bytes, read-only: our mapping is, too. */
    public ByteBuffer view(int offset, int length) {
        return pages.asByteBuffer().slice(offset, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
