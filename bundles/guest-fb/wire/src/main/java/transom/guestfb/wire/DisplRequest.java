package transom.guestfb.wire;

import transom.xen.GrantRef;
import transom.xen.GuestPages;

/**
 * A private copy of one request, used again for the next one: the guest cannot change it any more, but every value is
 * still its word. Which accessors mean something is the operation's matter; the others return what lies there.
 *
 * <p><b>Thread:</b> one.
 */
public final class DisplRequest {

    private final long[] words = new long[Displif.SLOT_SIZE / Long.BYTES];

    /** Reads each word of the slot once. */
    void copy(GuestPages page, int slot) {
        for (int i = 0; i < words.length; i++) {
            words[i] = page.getLong(slot + i * Long.BYTES);
        }
    }

    private long wordAt(int offset) {
        return words[offset / Long.BYTES];
    }

    private int intAt(int offset) {
        return (int) (wordAt(offset) >>> offset % Long.BYTES * Byte.SIZE);
    }

    /** Echoed by the response; 16 bits. */
    public int id() {
        return intAt(Displif.ID) & 0xffff;
    }

    /** {@code Displif.OP_*} or another number; 8 bits. Echoed by the response. */
    public int operation() {
        return intAt(0) >>> Displif.OPERATION * Byte.SIZE & 0xff;
    }

    /** Of DBUF_CREATE, DBUF_DESTROY and FB_ATTACH; 0 names no buffer. */
    public long untrustedDbufCookie() {
        return wordAt(Displif.CREATE_DBUF_COOKIE);
    }

    /** Of FB_ATTACH, FB_DETACH, SET_CONFIG and PG_FLIP; 0 names no framebuffer. */
    public long untrustedFbCookie() {
        return wordAt(operation() == Displif.OP_FB_ATTACH ? Displif.ATTACH_FB_COOKIE : Displif.FLIP_FB_COOKIE);
    }

    /** Of DBUF_CREATE, FB_ATTACH and SET_CONFIG; in pixels, unsigned. */
    public int untrustedWidth() {
        return intAt(operation() == Displif.OP_DBUF_CREATE ? Displif.CREATE_WIDTH : Displif.ATTACH_WIDTH);
    }

    /** Of DBUF_CREATE, FB_ATTACH and SET_CONFIG; in pixels, unsigned. */
    public int untrustedHeight() {
        return intAt(operation() == Displif.OP_DBUF_CREATE ? Displif.CREATE_HEIGHT : Displif.ATTACH_HEIGHT);
    }

    /** Of DBUF_CREATE and SET_CONFIG; bits of a pixel, unsigned. */
    public int untrustedBitsPerPixel() {
        return intAt(operation() == Displif.OP_DBUF_CREATE ? Displif.CREATE_BPP : Displif.CONFIG_BPP);
    }

    /** Of DBUF_CREATE and GET_EDID; in bytes, unsigned. */
    public int untrustedBufferSize() {
        return intAt(operation() == Displif.OP_DBUF_CREATE ? Displif.CREATE_BUFFER_SIZE : Displif.EDID_BUFFER_SIZE);
    }

    /** Of DBUF_CREATE and GET_EDID; the first page of a {@link GrantDirectory}. */
    public GrantRef untrustedDirectory() {
        return new GrantRef(
                intAt(operation() == Displif.OP_DBUF_CREATE ? Displif.CREATE_DIRECTORY : Displif.EDID_DIRECTORY));
    }

    /** Of DBUF_CREATE; in bytes, unsigned. */
    public int untrustedDataOffset() {
        return intAt(Displif.CREATE_DATA_OFFSET);
    }

    /**
     * Of DBUF_CREATE: whether the backend shall allocate. The other flags are not looked at, and this one counts only
     * where the toolstack wrote {@code be-alloc} 1: Linux's driver leaves in this field what its slot held before.
     */
    public boolean asksForAllocation() {
        return (intAt(Displif.CREATE_FLAGS) & Displif.FLAG_ALLOCATE) != 0;
    }

    /** Of FB_ATTACH; a four character code, or not. */
    public int untrustedFormat() {
        return intAt(Displif.ATTACH_FORMAT);
    }

    /** Of SET_CONFIG; in pixels, unsigned. */
    public int untrustedX() {
        return intAt(Displif.CONFIG_X);
    }

    /** Of SET_CONFIG; in pixels, unsigned. */
    public int untrustedY() {
        return intAt(Displif.CONFIG_Y);
    }

    /** For log lines: {@code PG_FLIP} or {@code operation 0x2a}. */
    public String operationName() {
        return switch (operation()) {
            case Displif.OP_DBUF_CREATE -> "DBUF_CREATE";
            case Displif.OP_DBUF_DESTROY -> "DBUF_DESTROY";
            case Displif.OP_FB_ATTACH -> "FB_ATTACH";
            case Displif.OP_FB_DETACH -> "FB_DETACH";
            case Displif.OP_SET_CONFIG -> "SET_CONFIG";
            case Displif.OP_PG_FLIP -> "PG_FLIP";
            case Displif.OP_GET_EDID -> "GET_EDID";
            default -> "operation 0x" + Integer.toHexString(operation());
        };
    }
}
