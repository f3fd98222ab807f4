package transom.guestfb.wire;

import java.lang.invoke.VarHandle;
import transom.xen.GuestPages;

/**
 * The backend's end of a connector's event page.
 *
 * <p>An event's id is its number's lower 16 bits: Linux's driver counts the events that it takes and drops those with
 * another id (drivers/gpu/drm/xen/xen_drm_front_evtchnl.c, {@code evtchnl_interrupt_evt}), so a backend that begins again
 * at 0 is never heard. The number is read from the page once, at {@link #attach}, and then kept here.
 *
 * <p>{@code in_cons} is not looked at. A frontend need not confirm what it has read (displif.h, "for either each event,
 * group of events or none"), so it says nothing about room; there is one event for each flip that it asked for, and one
 * that does not read 63 of them finds the oldest ones overwritten.
 *
 * <p><b>Thread:</b> one.
 */
public final class DisplEventWriter {

    private final GuestPages page;
    private int prod;

    private DisplEventWriter(GuestPages page) {
        this.page = page;
        this.prod = page.getInt(Displif.IN_PROD);
    }

    /** Goes on where the page says that the events ended. */
    public static DisplEventWriter attach(GuestPages page) {
        return new DisplEventWriter(page);
    }

    /** The flip to this framebuffer is done; notify the frontend then. */
    public void flipDone(long fbCookie) {
        int slot = slot(prod);
        for (int i = 0; i < Displif.SLOT_SIZE; i += Long.BYTES) {
            page.putLong(slot + i, 0);
        }
        page.putInt(slot, prod & 0xffff | Displif.EVENT_PG_FLIP << Displif.OPERATION * Byte.SIZE);
        page.putLong(slot + Displif.EVENT_FB_COOKIE, fbCookie);
        prod++;
        page.putInt(Displif.IN_PROD, prod);
        VarHandle.fullFence();
    }

    /** How many events were written, a free-running 32 bit count. */
    public int number() {
        return prod;
    }

    /** The framebuffer that the last event named; what lies there if there was none. */
    public long untrustedLastFlip() {
        return page.getLong(slot(prod - 1) + Displif.EVENT_FB_COOKIE);
    }

    static int slot(int number) {
        return Displif.IN_RING + Integer.remainderUnsigned(number, Displif.IN_RING_SLOTS) * Displif.SLOT_SIZE;
    }
}
