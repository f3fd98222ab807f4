package transom.guestfb.wire;

import transom.xen.GrantRef;
import transom.xen.GuestPages;

/**
 * Writes requests into a {@link FrontRing} that has room: the frontend's side. Each returns whether the backend wants to
 * be notified.
 */
public final class DisplRequests {

    private DisplRequests() {}

    /**
     * @param size of the pages, in bytes; pixels begin at {@code offset}
     * @param flags {@link Displif#FLAG_ALLOCATE} or 0
     * @param directory first page of a {@link GrantDirectory}
     */
    public static boolean dbufCreate(
            FrontRing ring,
            int id,
            long dbufCookie,
            int width,
            int height,
            int bitsPerPixel,
            int size,
            int flags,
            GrantRef directory,
            int offset) {
        int slot = ring.claim(id, Displif.OP_DBUF_CREATE);
        GuestPages page = ring.page();
        page.putLong(slot + Displif.CREATE_DBUF_COOKIE, dbufCookie);
        page.putInt(slot + Displif.CREATE_WIDTH, width);
        page.putInt(slot + Displif.CREATE_HEIGHT, height);
        page.putInt(slot + Displif.CREATE_BPP, bitsPerPixel);
        page.putInt(slot + Displif.CREATE_BUFFER_SIZE, size);
        page.putInt(slot + Displif.CREATE_FLAGS, flags);
        page.putInt(slot + Displif.CREATE_DIRECTORY, directory.value());
        page.putInt(slot + Displif.CREATE_DATA_OFFSET, offset);
        return ring.publish();
    }

    public static boolean dbufDestroy(FrontRing ring, int id, long dbufCookie) {
        return cookieOnly(ring, id, Displif.OP_DBUF_DESTROY, dbufCookie);
    }

    /** @param format a four character code */
    public static boolean fbAttach(
            FrontRing ring, int id, long dbufCookie, long fbCookie, int width, int height, int format) {
        int slot = ring.claim(id, Displif.OP_FB_ATTACH);
        GuestPages page = ring.page();
        page.putLong(slot + Displif.ATTACH_DBUF_COOKIE, dbufCookie);
        page.putLong(slot + Displif.ATTACH_FB_COOKIE, fbCookie);
        page.putInt(slot + Displif.ATTACH_WIDTH, width);
        page.putInt(slot + Displif.ATTACH_HEIGHT, height);
        page.putInt(slot + Displif.ATTACH_FORMAT, format);
        return ring.publish();
    }

    public static boolean fbDetach(FrontRing ring, int id, long fbCookie) {
        return cookieOnly(ring, id, Displif.OP_FB_DETACH, fbCookie);
    }

    /** All of it 0 switches the connector off. */
    public static boolean setConfig(
            FrontRing ring, int id, long fbCookie, int x, int y, int width, int height, int bitsPerPixel) {
        int slot = ring.claim(id, Displif.OP_SET_CONFIG);
        GuestPages page = ring.page();
        page.putLong(slot + Displif.CONFIG_FB_COOKIE, fbCookie);
        page.putInt(slot + Displif.CONFIG_X, x);
        page.putInt(slot + Displif.CONFIG_Y, y);
        page.putInt(slot + Displif.CONFIG_WIDTH, width);
        page.putInt(slot + Displif.CONFIG_HEIGHT, height);
        page.putInt(slot + Displif.CONFIG_BPP, bitsPerPixel);
        return ring.publish();
    }

    public static boolean pageFlip(FrontRing ring, int id, long fbCookie) {
        return cookieOnly(ring, id, Displif.OP_PG_FLIP, fbCookie);
    }

    public static boolean getEdid(FrontRing ring, int id, int size, GrantRef directory) {
        int slot = ring.claim(id, Displif.OP_GET_EDID);
        ring.page().putInt(slot + Displif.EDID_BUFFER_SIZE, size);
        ring.page().putInt(slot + Displif.EDID_DIRECTORY, directory.value());
        return ring.publish();
    }

    /** A request of any operation, with all of its values 0. */
    public static boolean operation(FrontRing ring, int id, int operation) {
        ring.claim(id, operation);
        return ring.publish();
    }

    private static boolean cookieOnly(FrontRing ring, int id, int operation, long cookie) {
        int slot = ring.claim(id, operation);
        ring.page().putLong(slot + Displif.FLIP_FB_COOKIE, cookie);
        return ring.publish();
    }
}
