package transom.guestfb.wire;

/** Numbers of the keyboard and pointer protocol (xen/include/public/io/kbdif.h); offsets and sizes in bytes. */
public final class Kbdif {

    /** {@code struct xenkbd_page}: who wrote how far, free-running 32 bit counts. */
    public static final int IN_CONS = 0;

    public static final int IN_PROD = 4;
    public static final int OUT_CONS = 8;
    public static final int OUT_PROD = 12;

    /** {@code XENKBD_IN_RING_OFFS}, {@code XENKBD_IN_RING_LEN}: from the backend. */
    public static final int IN_RING = 1024;

    public static final int IN_RING_SLOTS = 51;

    /** {@code XENKBD_OUT_RING_OFFS}, {@code XENKBD_OUT_RING_LEN}: from the frontend, which has nothing to say. */
    public static final int OUT_RING = 3072;

    public static final int OUT_RING_SLOTS = 25;

    /** {@code XENKBD_IN_EVENT_SIZE}: a slot, whatever is in it. */
    public static final int SLOT_SIZE = 40;

    /** {@code XENKBD_TYPE_MOTION}: the pointer moved by so much. */
    public static final int TYPE_MOTION = 1;

    /** {@code XENKBD_TYPE_KEY}: a key or button went down or up. */
    public static final int TYPE_KEY = 3;

    /** {@code XENKBD_TYPE_POS}: the pointer is there. */
    public static final int TYPE_POS = 4;

    /** Largest coordinate of a raw pointer (kbdif.h, {@code feature-raw-pointer}). */
    public static final int RAW_POINTER_MAX = 0x7fff;

    /** {@code struct xenkbd_key}. */
    static final int KEY_PRESSED = 1;

    static final int KEY_CODE = 4;

    /** {@code struct xenkbd_motion} and {@code struct xenkbd_position}, which have the same shape. */
    static final int POINTER_X = 4;

    static final int POINTER_Y = 8;
    static final int POINTER_Z = 12;

    private Kbdif() {}
}
