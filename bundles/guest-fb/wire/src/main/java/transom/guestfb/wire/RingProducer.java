package transom.guestfb.wire;

import java.lang.invoke.VarHandle;
import transom.xen.GuestPages;

/**
 * The writing end of one direction of a shared page.
 *
 * <p>The producer's count is read from the page once, when this is made, and then kept here. <b>Thread:</b> one.
 */
public final class RingProducer {

    private final GuestPages page;
    private final Ring ring;
    private int prod;

    private RingProducer(GuestPages page, Ring ring) {
        this.page = page;
        this.ring = ring;
        int untrustedProd = ring.readProd(page);
        ring.fill(untrustedProd, ring.readCons(page));
        this.prod = untrustedProd;
    }

    /** The backend's end of a framebuffer's in ring, from where the page says that it was. */
    public static RingProducer attachFbIn(GuestPages page) {
        return new RingProducer(page, Ring.FB_IN);
    }

    /** The backend's end of a keyboard's in ring, from where the page says that it was. */
    public static RingProducer attachKbdIn(GuestPages page) {
        return new RingProducer(page, Ring.KBD_IN);
    }

    /** The frontend's end of a framebuffer's out ring. */
    public static RingProducer attachFbOut(GuestPages page) {
        return new RingProducer(page, Ring.FB_OUT);
    }

    /** The frontend's end of a keyboard's out ring. */
    public static RingProducer attachKbdOut(GuestPages page) {
        return new RingProducer(page, Ring.KBD_OUT);
    }

    /**
     * How many more events there is room for.
     *
     * @throws ProtocolException if the other end claims to have read what was not written
     */
    public int room() {
        return ring.slots() - ring.fill(prod, ring.readCons(page));
    }

    /** Zeroes the next slot and says where in the page it is; only if there is {@link #room}. */
    int claim() {
        VarHandle.fullFence();
        int slot = ring.slot(prod);
        for (int i = 0; i < Ring.SLOT_SIZE; i += 4) {
            page.putInt(slot + i, 0);
        }
        return slot;
    }

    /** Makes the claimed slot visible to the other end, who is to be sent an event now. */
    void publish() {
        prod++;
        ring.writeProd(page, prod);
        VarHandle.fullFence();
    }
}
