package transom.guestfb.wire;

import transom.xen.GuestPages;

/**
 * Where one direction of a shared page has its counts and slots. The protocols number events with 32 bit counts that
 * run freely; an event's slot is its number modulo the slots, also where the number wraps (fbif.h and kbdif.h,
 * {@code XENFB_OUT_RING_REF} and its kin).
 */
enum Ring {
    FB_IN(Fbif.IN_CONS, Fbif.IN_PROD, Fbif.IN_RING, Fbif.IN_RING_SLOTS),
    FB_OUT(Fbif.OUT_CONS, Fbif.OUT_PROD, Fbif.OUT_RING, Fbif.OUT_RING_SLOTS),
    KBD_IN(Kbdif.IN_CONS, Kbdif.IN_PROD, Kbdif.IN_RING, Kbdif.IN_RING_SLOTS),
    KBD_OUT(Kbdif.OUT_CONS, Kbdif.OUT_PROD, Kbdif.OUT_RING, Kbdif.OUT_RING_SLOTS);

    /** All events of both protocols take a slot of 40 bytes. */
    static final int SLOT_SIZE = Fbif.SLOT_SIZE;

    private final int cons;
    private final int prod;
    private final int firstSlot;
    private final int slots;

    Ring(int cons, int prod, int firstSlot, int slots) {
        this.cons = cons;
        this.prod = prod;
        this.firstSlot = firstSlot;
        this.slots = slots;
    }

    int slots() {
        return slots;
    }

    int readCons(GuestPages page) {
        return page.getInt(cons);
    }

    int readProd(GuestPages page) {
        return page.getInt(prod);
    }

    void writeCons(GuestPages page, int value) {
        page.putInt(cons, value);
    }

    void writeProd(GuestPages page, int value) {
        page.putInt(prod, value);
    }

    /** Where in the page the event with this number is. */
    int slot(int number) {
        return firstSlot + Integer.remainderUnsigned(number, slots) * SLOT_SIZE;
    }

    /** How many events lie between the counts. */
    int fill(int untrustedProd, int untrustedCons) {
        int fill = untrustedProd - untrustedCons;
        if (Integer.compareUnsigned(fill, slots) > 0) {
            throw new ProtocolException("its ring claims " + Integer.toUnsignedString(fill) + " events (prod "
                    + Integer.toUnsignedString(untrustedProd) + ", cons " + Integer.toUnsignedString(untrustedCons)
                    + ") and has room for " + slots);
        }
        return fill;
    }
}
