package transom.guestfb.wire;

/** Numbers of the framebuffer protocol (xen/include/public/io/fbif.h); offsets and sizes in bytes. */
public final class Fbif {

    /** {@code struct xenfb_page}: who wrote how far, free-running 32 bit counts. */
    public static final int IN_CONS = 0;

    public static final int IN_PROD = 4;
    public static final int OUT_CONS = 8;
    public static final int OUT_PROD = 12;

    /** {@code struct xenfb_page}: the picture as the frontend set it up. */
    public static final int WIDTH = 16;

    public static final int HEIGHT = 20;
    public static final int LINE_LENGTH = 24;
    public static final int MEM_LENGTH = 28;
    public static final int DEPTH = 32;

    /** {@code struct xenfb_page.pd} as a 64 bit guest lays it out. */
    public static final int PD_64 = 40;

    /** {@code struct xenfb_page.pd} as a 32 bit guest lays it out: its longs need no padding. */
    public static final int PD_32 = 36;

    /**
     * Entries that {@code pd} is declared with. The rings share the page with it and begin in its midst: of the entries,
     * those before {@link #IN_RING} are usable.
     */
    public static final int PD_ENTRIES = 256;

    /** {@code XENFB_IN_RING_OFFS}, {@code XENFB_IN_RING_LEN}: from the backend. */
    public static final int IN_RING = 1024;

    public static final int IN_RING_SLOTS = 25;

    /** {@code XENFB_OUT_RING_OFFS}, {@code XENFB_OUT_RING_LEN}: from the frontend. */
    public static final int OUT_RING = 2048;

    public static final int OUT_RING_SLOTS = 51;

    /** {@code XENFB_IN_EVENT_SIZE}, {@code XENFB_OUT_EVENT_SIZE}: a slot, whatever is in it. */
    public static final int SLOT_SIZE = 40;

    /** {@code XENFB_TYPE_REFRESH_PERIOD}: how often the backend looks. */
    public static final int TYPE_REFRESH_PERIOD = 1;

    /** {@code XENFB_TYPE_UPDATE}: pixels changed. */
    public static final int TYPE_UPDATE = 2;

    /** {@code XENFB_TYPE_RESIZE}: the picture has another size. */
    public static final int TYPE_RESIZE = 3;

    /** {@code XENFB_NO_REFRESH}: nobody looks. */
    public static final int NO_REFRESH = 0;

    /** {@code struct xenfb_update}. */
    static final int UPDATE_X = 4;

    static final int UPDATE_Y = 8;
    static final int UPDATE_WIDTH = 12;
    static final int UPDATE_HEIGHT = 16;

    /** {@code struct xenfb_resize}. */
    static final int RESIZE_WIDTH = 4;

    static final int RESIZE_HEIGHT = 8;
    static final int RESIZE_STRIDE = 12;
    static final int RESIZE_DEPTH = 16;
    static final int RESIZE_OFFSET = 20;

    /** {@code struct xenfb_refresh_period}. */
    static final int REFRESH_PERIOD = 4;

    private Fbif() {}
}
