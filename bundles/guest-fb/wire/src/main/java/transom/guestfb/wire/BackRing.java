package transom.guestfb.wire;

import java.lang.invoke.VarHandle;
import transom.xen.GuestPages;

/**
 * The backend's end of a connector's request ring (public/io/ring.h): requests come, responses go out through the same
 * slots. A response takes the slot of the oldest request that was read and not answered, whichever it answers.
 *
 * <p>There is no way to begin but {@link #attach}: what was answered is in the page, and what was not is read again.
 * So that nothing is lost by that, answer in the order of the requests. Both of our counts are read from the page once
 * and then kept here: the other end can write to it, and gains nothing.
 *
 * <p><b>Thread:</b> one.
 */
public final class BackRing {

    private final GuestPages page;
    private int reqCons;
    private int rspProd;
    private int published;

    private BackRing(GuestPages page) {
        this.page = page;
        int untrustedRspProd = page.getInt(Displif.RSP_PROD);
        this.reqCons = untrustedRspProd;
        this.rspProd = untrustedRspProd;
        this.published = untrustedRspProd;
        pending();
    }

    /**
     * Goes on where the page says that the answers ended, with a new guest and with one that another backend has served.
     *
     * @throws ProtocolException if more requests wait than there are slots
     */
    public static BackRing attach(GuestPages page) {
        return new BackRing(page);
    }

    /**
     * How many requests wait now.
     *
     * @throws ProtocolException if the other end's count is further away than there are slots, or went back
     */
    public int pending() {
        int untrustedProd = page.getInt(Displif.REQ_PROD);
        int pending = untrustedProd - reqCons;
        if (pending < 0 || pending > Displif.RING_SLOTS - unanswered()) {
            throw new ProtocolException("its request ring claims " + Integer.toUnsignedString(pending)
                    + " requests (req_prod " + Integer.toUnsignedString(untrustedProd) + ", read "
                    + Integer.toUnsignedString(reqCons) + ") and has room for "
                    + (Displif.RING_SLOTS - unanswered()));
        }
        return pending;
    }

    /** Requests that were read and are not answered yet. */
    public int unanswered() {
        return reqCons - rspProd;
    }

    /**
     * Copies the next request. If there is none, the frontend will notify of the next one it writes: wait for that.
     * Whoever stops before must come back by itself.
     *
     * @return false if none waits
     * @throws ProtocolException as {@link #pending}
     */
    public boolean next(DisplRequest to) {
        if (pending() == 0) {
            page.putInt(Displif.REQ_EVENT, reqCons + 1);
            // The frontend writes req_prod, then looks at req_event; here it is the other way round.
            VarHandle.fullFence();
            if (pending() == 0) {
                return false;
            }
        }
        to.copy(page, slot(reqCons));
        reqCons++;
        return true;
    }

    /**
     * Writes an answer, which the frontend does not see before {@link #publish}.
     *
     * @param status 0 or a negative {@link XenErrno}
     */
    public void respond(DisplRequest to, int status) {
        respond(to.id(), to.operation(), status);
    }

    /** As the other; for a request whose copy holds another one by now. */
    public void respond(int id, int operation, int status) {
        claim(id, operation, status);
        rspProd++;
    }

    /** Writes an answer to GET_EDID that was done. */
    public void respondEdid(DisplRequest to, int edidSize) {
        int slot = claim(to.id(), to.operation(), 0);
        page.putInt(slot + Displif.EDID_SIZE, edidSize);
        rspProd++;
    }

    /**
     * Zeroes the slot: the frontend writes its next request over what it finds there. A flip's cookie stays: whoever goes on
     * after a crash between this and {@link #publish} finds the request that was not answered.
     */
    private int claim(int id, int operation, int status) {
        if (status > 0) {
            throw new IllegalArgumentException("status " + status + " must not be positive");
        }
        if (unanswered() == 0) {
            throw new IllegalStateException("every request is answered");
        }
        int slot = slot(rspProd);
        int first = operation == Displif.OP_PG_FLIP ? 2 * Long.BYTES : Long.BYTES;
        for (int i = first; i < Displif.SLOT_SIZE; i += Long.BYTES) {
            page.putLong(slot + i, 0);
        }
        page.putInt(slot, id & 0xffff | (operation & 0xff) << Displif.OPERATION * Byte.SIZE);
        page.putInt(slot + Displif.STATUS, status);
        return slot;
    }

    /**
     * Shows the frontend what was answered.
     *
     * @return whether it asked to be notified of that; to notify it all the same does no harm
     */
    public boolean publish() {
        int before = published;
        published = rspProd;
        page.putInt(Displif.RSP_PROD, rspProd);
        VarHandle.fullFence();
        int untrustedEvent = page.getInt(Displif.RSP_EVENT);
        return Integer.compareUnsigned(rspProd - untrustedEvent, rspProd - before) < 0;
    }

    private static int slot(int number) {
        return Displif.RING + Integer.remainderUnsigned(number, Displif.RING_SLOTS) * Displif.SLOT_SIZE;
    }
}
