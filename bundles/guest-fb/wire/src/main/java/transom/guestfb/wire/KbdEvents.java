package transom.guestfb.wire;

import transom.xen.GuestPages;

/** What a backend tells a frontend about keys and pointer. Called once for each event. */
public interface KbdEvents {

    /** A key or button by its Linux code ({@code struct xenkbd_key}). */
    void key(int code, boolean pressed);

    /** The pointer moved by so much; the wheel turned by {@code z} notches, down is positive. */
    void motion(int x, int y, int z);

    /** The pointer is there; the wheel turned by {@code z} notches, down is positive. */
    void position(int x, int y, int z);

    /** Something that this version of the protocol does not know. */
    void unknown(int type);

    /**
     * Hands over the events that wait in a keyboard's in ring and frees their slots. The frontend's side.
     *
     * @return how many
     */
    static int read(RingConsumer ring, GuestPages page, KbdEvents to) {
        int count = ring.pending();
        for (int i = 0; i < count; i++) {
            readOne(page, ring.next(), to);
            ring.advance();
        }
        if (count > 0) {
            ring.publish();
        }
        return count;
    }

    private static void readOne(GuestPages page, int slot, KbdEvents to) {
        int type = page.getUnsignedByte(slot);
        switch (type) {
            case Kbdif.TYPE_KEY ->
                to.key(page.getInt(slot + Kbdif.KEY_CODE), page.getUnsignedByte(slot + Kbdif.KEY_PRESSED) != 0);
            case Kbdif.TYPE_MOTION ->
                to.motion(
                        page.getInt(slot + Kbdif.POINTER_X),
                        page.getInt(slot + Kbdif.POINTER_Y),
                        page.getInt(slot + Kbdif.POINTER_Z));
            case Kbdif.TYPE_POS ->
                to.position(
                        page.getInt(slot + Kbdif.POINTER_X),
                        page.getInt(slot + Kbdif.POINTER_Y),
                        page.getInt(slot + Kbdif.POINTER_Z));
            default -> to.unknown(type);
        }
    }

    /** Writes a KEY; false if there is no room. The backend's side. */
    static boolean writeKey(RingProducer ring, GuestPages page, int code, boolean pressed) {
        if (ring.room() == 0) {
            return false;
        }
        int slot = ring.claim();
        page.putByte(slot, Kbdif.TYPE_KEY);
        page.putByte(slot + Kbdif.KEY_PRESSED, pressed ? 1 : 0);
        page.putInt(slot + Kbdif.KEY_CODE, code);
        ring.publish();
        return true;
    }

    /** Writes a MOTION; false if there is no room. The backend's side. */
    static boolean writeMotion(RingProducer ring, GuestPages page, int x, int y, int z) {
        return writePointer(ring, page, Kbdif.TYPE_MOTION, x, y, z);
    }

    /** Writes a POS; false if there is no room. The backend's side. */
    static boolean writePosition(RingProducer ring, GuestPages page, int x, int y, int z) {
        return writePointer(ring, page, Kbdif.TYPE_POS, x, y, z);
    }

    private static boolean writePointer(RingProducer ring, GuestPages page, int type, int x, int y, int z) {
        if (ring.room() == 0) {
            return false;
        }
        int slot = ring.claim();
        page.putByte(slot, type);
        page.putInt(slot + Kbdif.POINTER_X, x);
        page.putInt(slot + Kbdif.POINTER_Y, y);
        page.putInt(slot + Kbdif.POINTER_Z, z);
        ring.publish();
        return true;
    }
}
