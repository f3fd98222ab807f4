package transom.guestfb.wire;

import transom.xen.GuestPages;

/**
 * What a frontend tells about its framebuffer. Every value is the guest's word: 32 bits, signed, unchecked.
 *
 * <p>Called once for each event; nothing of it is valid beyond the call.
 */
public interface FbEvents {

    /** Pixels of this rectangle changed ({@code struct xenfb_update}). */
    void update(int untrustedX, int untrustedY, int untrustedWidth, int untrustedHeight);

    /** The picture has another size ({@code struct xenfb_resize}); stride and offset in bytes, depth in bits. */
    void resize(int untrustedWidth, int untrustedHeight, int untrustedStride, int untrustedDepth, int untrustedOffset);

    /** Something that this version of the protocol does not know. */
    void unknown(int untrustedType);

    /**
     * Hands over the events that wait in a framebuffer's out ring, at most {@code limit} of them, and frees their slots.
     *
     * @return how many
     * @throws ProtocolException if the ring is not one
     */
    static int read(RingConsumer ring, GuestPages page, FbEvents to, int limit) {
        int count = Math.min(ring.pending(), limit);
        for (int i = 0; i < count; i++) {
            readOne(page, ring.next(), to);
            ring.advance();
        }
        if (count > 0) {
            ring.publish();
        }
        return count;
    }

    private static void readOne(GuestPages page, int slot, FbEvents to) {
        int untrustedType = page.getUnsignedByte(slot);
        switch (untrustedType) {
            case Fbif.TYPE_UPDATE ->
                to.update(
                        page.getInt(slot + Fbif.UPDATE_X),
                        page.getInt(slot + Fbif.UPDATE_Y),
                        page.getInt(slot + Fbif.UPDATE_WIDTH),
                        page.getInt(slot + Fbif.UPDATE_HEIGHT));
            case Fbif.TYPE_RESIZE ->
                to.resize(
                        page.getInt(slot + Fbif.RESIZE_WIDTH),
                        page.getInt(slot + Fbif.RESIZE_HEIGHT),
                        page.getInt(slot + Fbif.RESIZE_STRIDE),
                        page.getInt(slot + Fbif.RESIZE_DEPTH),
                        page.getInt(slot + Fbif.RESIZE_OFFSET));
            default -> to.unknown(untrustedType);
        }
    }

    /** Writes an UPDATE; false if there is no room. The frontend's side. */
    static boolean writeUpdate(RingProducer ring, GuestPages page, int x, int y, int width, int height) {
        if (ring.room() == 0) {
            return false;
        }
        int slot = ring.claim();
        page.putByte(slot, Fbif.TYPE_UPDATE);
        page.putInt(slot + Fbif.UPDATE_X, x);
        page.putInt(slot + Fbif.UPDATE_Y, y);
        page.putInt(slot + Fbif.UPDATE_WIDTH, width);
        page.putInt(slot + Fbif.UPDATE_HEIGHT, height);
        ring.publish();
        return true;
    }

    /** Writes a RESIZE; false if there is no room. The frontend's side. */
    static boolean writeResize(
            RingProducer ring, GuestPages page, int width, int height, int stride, int depth, int offset) {
        if (ring.room() == 0) {
            return false;
        }
        int slot = ring.claim();
        page.putByte(slot, Fbif.TYPE_RESIZE);
        page.putInt(slot + Fbif.RESIZE_WIDTH, width);
        page.putInt(slot + Fbif.RESIZE_HEIGHT, height);
        page.putInt(slot + Fbif.RESIZE_STRIDE, stride);
        page.putInt(slot + Fbif.RESIZE_DEPTH, depth);
        page.putInt(slot + Fbif.RESIZE_OFFSET, offset);
        ring.publish();
        return true;
    }

    /**
     * Writes a REFRESH_PERIOD in milliseconds, {@link Fbif#NO_REFRESH} where nobody looks; false if there is no room.
     * The backend's side.
     */
    static boolean writeRefreshPeriod(RingProducer ring, GuestPages page, int millis) {
        if (ring.room() == 0) {
            return false;
        }
        int slot = ring.claim();
        page.putByte(slot, Fbif.TYPE_REFRESH_PERIOD);
        page.putInt(slot + Fbif.REFRESH_PERIOD, millis);
        ring.publish();
        return true;
    }

    /**
     * Takes all events that wait in a framebuffer's in ring. The frontend's side.
     *
     * @return the last REFRESH_PERIOD among them in milliseconds, -1 if there was none
     */
    static int readRefreshPeriod(RingConsumer ring, GuestPages page) {
        int period = -1;
        int count = ring.pending();
        for (int i = 0; i < count; i++) {
            if (page.getUnsignedByte(ring.next()) == Fbif.TYPE_REFRESH_PERIOD) {
                period = page.getInt(ring.next() + Fbif.REFRESH_PERIOD);
            }
            ring.advance();
        }
        ring.publish();
        return period;
    }
}
