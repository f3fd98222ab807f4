package transom.guestfb.wire;

import java.lang.invoke.VarHandle;
import transom.xen.GuestPages;

/**
 * The reading end of one direction of a shared page.
 *
 * <p>The consumer's count is read from the page once, when this is made, and then kept here: the other end can write to
 * it, and gains nothing. <b>Thread:</b> one.
 */
public final class RingConsumer {

    private final GuestPages page;
    private final Ring ring;
    private int cons;

    private RingConsumer(GuestPages page, Ring ring) {
        this.page = page;
        this.ring = ring;
        int untrustedCons = ring.readCons(page);
        ring.fill(ring.readProd(page), untrustedCons);
        this.cons = untrustedCons;
    }

    /** The backend's end of a framebuffer's out ring, from where the page says that it was. */
    public static RingConsumer attachFbOut(GuestPages page) {
        return new RingConsumer(page, Ring.FB_OUT);
    }

    /** The backend's end of a keyboard's out ring, from where the page says that it was. */
    public static RingConsumer attachKbdOut(GuestPages page) {
        return new RingConsumer(page, Ring.KBD_OUT);
    }

    /** The frontend's end of a framebuffer's in ring. */
    public static RingConsumer attachFbIn(GuestPages page) {
        return new RingConsumer(page, Ring.FB_IN);
    }

    /** The frontend's end of a keyboard's in ring. */
    public static RingConsumer attachKbdIn(GuestPages page) {
        return new RingConsumer(page, Ring.KBD_IN);
    }

    /**
     * How many events wait now, at most a ring full.
     *
     * @throws ProtocolException if the other end's count is further away
     */
    public int pending() {
        return ring.fill(ring.readProd(page), cons);
    }

    /** Where in the page the next event is; only if there is one {@link #pending}. */
    int next() {
        return ring.slot(cons);
    }

    /** Leaves the next event behind; the slot is not free before {@link #publish}. */
    void advance() {
        cons++;
    }

    /** Takes the events that wait without looking at them. */
    public int skip() {
        int pending = pending();
        cons += pending;
        return pending;
    }

    /** Frees the slots of all events left behind. */
    public void publish() {
        // The slots were read before the other end may fill them again, and an event sent after this finds the count.
        VarHandle.fullFence();
        ring.writeCons(page, cons);
        VarHandle.fullFence();
    }
}
