package transom.guestfb.pv.internal.fb;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicInteger;
import transom.xen.GuestPages;

/**
 * A guest's framebuffer as long as somebody needs it: its connection, and each buffer that shows a part of it.
 *
 * <p><b>Thread:</b> any.
 */
final class SharedMapping {

    private final GuestPages pages;
    private final AtomicInteger holders = new AtomicInteger(1);

    /** <b>Owner:</b> the pages are transferred; whoever made this holds it once. */
    SharedMapping(GuestPages pages) {
        this.pages = pages;
    }

    /** Holds it once more; only for who knows that it is held. */
    SharedMapping hold() {
        holders.incrementAndGet();
        return this;
    }

    /** Lets go; the last one unmaps. */
    void release() {
        if (holders.decrementAndGet() == 0) {
            pages.close();
        }
    }

    /** Lends some of the bytes, read-only: our mapping is, too. */
    ByteBuffer view(int offset, int length) {
        return pages.asByteBuffer().slice(offset, length).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
    }
}
