package transom.guestfb.wire;

import java.lang.invoke.VarHandle;
import transom.xen.GuestPages;

/**
 * The frontend's end of a connector's request ring (public/io/ring.h). <b>Thread:</b> one.
 *
 * @see DisplRequests
 */
public final class FrontRing {

    private final GuestPages page;
    private int reqProd;
    private int rspCons;

    private FrontRing(GuestPages page) {
        this.page = page;
    }

    /** Makes the page an empty ring, as {@code SHARED_RING_INIT} does. */
    public static FrontRing initialise(GuestPages page) {
        for (int i = 0; i < GuestPages.PAGE_SIZE; i += Long.BYTES) {
            page.putLong(i, 0);
        }
        page.putInt(Displif.REQ_EVENT, 1);
        page.putInt(Displif.RSP_EVENT, 1);
        return new FrontRing(page);
    }

    /** How many more requests there is room for. */
    public int room() {
        return Displif.RING_SLOTS - (reqProd - rspCons);
    }

    /** Zeroes the next slot, writes what all requests begin with and says where in the page it is. */
    int claim(int id, int operation) {
        if (room() == 0) {
            throw new IllegalStateException("the ring is full");
        }
        int slot = slot(reqProd);
        for (int i = 0; i < Displif.SLOT_SIZE; i += Long.BYTES) {
            page.putLong(slot + i, 0);
        }
        page.putInt(slot, id & 0xffff | (operation & 0xff) << Displif.OPERATION * Byte.SIZE);
        return slot;
    }

    /** Shows the claimed request to the backend. @return whether it asked to be notified of that */
    boolean publish() {
        int before = reqProd++;
        page.putInt(Displif.REQ_PROD, reqProd);
        VarHandle.fullFence();
        int event = page.getInt(Displif.REQ_EVENT);
        return Integer.compareUnsigned(reqProd - event, reqProd - before) < 0;
    }

    GuestPages page() {
        return page;
    }

    /** Takes the next response; false if none waits, and the backend will notify of the next. */
    public boolean next(DisplResponse to) {
        if (pending() == 0) {
            page.putInt(Displif.RSP_EVENT, rspCons + 1);
            VarHandle.fullFence();
            if (pending() == 0) {
                return false;
            }
        }
        to.copy(page, slot(rspCons));
        rspCons++;
        return true;
    }

    private int pending() {
        int untrustedProd = page.getInt(Displif.RSP_PROD);
        int pending = untrustedProd - rspCons;
        if (pending < 0 || pending > reqProd - rspCons) {
            throw new ProtocolException("its request ring claims " + Integer.toUnsignedString(pending)
                    + " responses to " + (reqProd - rspCons) + " requests");
        }
        return pending;
    }

    private static int slot(int number) {
        return Displif.RING + Integer.remainderUnsigned(number, Displif.RING_SLOTS) * Displif.SLOT_SIZE;
    }
}
