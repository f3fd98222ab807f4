package transom.itests.guestsim;

import java.nio.ByteBuffer;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.GrantDirectory;
import transom.xen.GrantRef;
import transom.xen.GuestPages;

/**
 * A buffer of a displif guest with one framebuffer over all of it. Its memory is the guest's, or dom0's that the guest
 * maps; the guest's is used again the next time.
 *
 * <p><b>Owner:</b> whoever made it. <b>Thread:</b> the guest's loop.
 */
public final class DisplBuffer {

    /** Linux takes the addresses of its objects. */
    private static final long DBUF_COOKIES = 0xffff_8880_0000_0000L;

    private static final long FB_COOKIES = 0xffff_8881_0000_0000L;

    private final SimGuest guest;
    private final int number;
    private final int width;
    private final int height;
    private final int depth;
    private final int pages;
    private final long directoryGfn;
    private final GrantRef[] directoryRefs;
    private long dataGfn;
    private GrantRef[] dataRefs = new GrantRef[0];
    private boolean backendAllocates;
    private GuestPages memory;

    /**
     * @param number tells it from the guest's other buffers
     * @param depth bits of a pixel
     */
    public DisplBuffer(SimGuest guest, int number, int width, int height, int depth) {
        this.guest = guest;
        this.number = number;
        this.width = width;
        this.height = height;
        this.depth = depth;
        this.pages = pages(width, height, depth);
        this.directoryRefs = new GrantRef[GrantDirectory.directories(pages)];
        this.directoryGfn = guest.allocate(directoryRefs.length);
    }

    static int pages(int width, int height, int depth) {
        long bytes = (long) width * (depth / 8) * height;
        return (int) ((bytes + GuestPages.PAGE_SIZE - 1) / GuestPages.PAGE_SIZE);
    }

    private GuestPages directory() {
        return guest.pages(directoryGfn, directoryRefs.length);
    }

    /** Grants what DBUF_CREATE needs. */
    public void prepare(boolean fromBackend) {
        backendAllocates = fromBackend;
        for (int i = 0; i < directoryRefs.length; i++) {
            directoryRefs[i] = new GrantRef(guest.grant(directoryGfn + i, false));
        }
        if (!fromBackend) {
            dataGfn = dataGfn == 0 ? guest.allocate(pages) : dataGfn;
            dataRefs = new GrantRef[pages];
            for (int i = 0; i < pages; i++) {
                dataRefs[i] = new GrantRef(guest.grant(dataGfn + i, false));
            }
            memory = guest.pages(dataGfn, pages);
        }
        GrantDirectory.initialise(directory(), directoryRefs, dataRefs);
    }

    public DisplConnector.Request create() {
        return (ring, id) -> DisplRequests.dbufCreate(
                ring,
                id,
                cookie(),
                width,
                height,
                depth,
                width * (depth / 8) * height,
                backendAllocates ? Displif.FLAG_ALLOCATE : 0,
                directoryRefs[0],
                0);
    }

    /** DBUF_CREATE was done: maps what the backend granted. */
    public void created() {
        if (backendAllocates) {
            memory = guest.mapGrants(GrantDirectory.granted(directory(), pages));
        }
    }

    /** The guest touches it no more: to be done before DBUF_DESTROY where the memory is dom0's. */
    public void unmap() {
        if (memory != null) {
            memory.close();
            memory = null;
        }
    }

    /** DBUF_DESTROY was done, or the backend has gone: ends the guest's grants. */
    public void release() {
        unmap();
        for (GrantRef ref : directoryRefs) {
            guest.endGrant(ref.value());
        }
        for (GrantRef ref : dataRefs) {
            guest.endGrant(ref.value());
        }
        dataRefs = new GrantRef[0];
    }

    /** Names the buffer. */
    public long cookie() {
        return DBUF_COOKIES + ((long) number << 12);
    }

    /** Names its framebuffer. */
    public long fbCookie() {
        return FB_COOKIES + ((long) number << 12);
    }

    /** Where its pixels are, row after row without a gap. */
    public ByteBuffer pixels() {
        return memory.asByteBuffer();
    }
}
