package transom.guestfb.wire;

import transom.xen.GuestPages;

/** A private copy of one response, used again for the next one: the frontend's side. <b>Thread:</b> one. */
public final class DisplResponse {

    private int head;
    private int status;
    private int edidSize;

    void copy(GuestPages page, int slot) {
        head = page.getInt(slot);
        status = page.getInt(slot + Displif.STATUS);
        edidSize = page.getInt(slot + Displif.EDID_SIZE);
    }

    /** Of the request that it answers; 16 bits. */
    public int id() {
        return head & 0xffff;
    }

    /** Of the request that it answers; 8 bits. */
    public int operation() {
        return head >>> Displif.OPERATION * Byte.SIZE & 0xff;
    }

    /** 0 or a negative {@link XenErrno}. */
    public int status() {
        return status;
    }

    /** Of GET_EDID; in bytes. */
    public int edidSize() {
        return edidSize;
    }
}
