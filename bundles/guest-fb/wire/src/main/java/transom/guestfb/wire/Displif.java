package transom.guestfb.wire;

/** Numbers of the display protocol, version 2 (xen/include/public/io/displif.h); offsets and sizes in bytes. */
public final class Displif {

    /** {@code XENDISPL_OP_*}: what a request asks for. */
    public static final int OP_DBUF_CREATE = 0x10;

    public static final int OP_DBUF_DESTROY = 0x11;
    public static final int OP_FB_ATTACH = 0x12;
    public static final int OP_FB_DETACH = 0x13;
    public static final int OP_SET_CONFIG = 0x14;
    public static final int OP_PG_FLIP = 0x15;

    /** {@code XENDISPL_OP_GET_EDID}: from version 2 on. */
    public static final int OP_GET_EDID = 0x16;

    /** {@code XENDISPL_EVT_PG_FLIP}: a flip is done. */
    public static final int EVENT_PG_FLIP = 0;

    /** {@code XENDISPL_DBUF_FLG_REQ_ALLOC}: the backend shall allocate the buffer. */
    public static final int FLAG_ALLOCATE = 1;

    /** {@code XENDISPL_EDID_BLOCK_SIZE}, {@code XENDISPL_EDID_MAX_SIZE}. */
    public static final int EDID_BLOCK_SIZE = 128;

    public static final int EDID_MAX_SIZE = 32768;

    /** {@code struct xen_displif_sring}: who wrote how far, free-running 32 bit counts. */
    public static final int REQ_PROD = 0;

    public static final int REQ_EVENT = 4;
    public static final int RSP_PROD = 8;
    public static final int RSP_EVENT = 12;

    /** {@code struct xen_displif_sring.ring}: as many slots as fit into the page, to a power of two. */
    public static final int RING = 64;

    public static final int RING_SLOTS = 32;

    /** {@code struct xendispl_event_page}: who wrote how far, free-running 32 bit counts. */
    public static final int IN_CONS = 0;

    public static final int IN_PROD = 4;

    /** {@code XENDISPL_IN_RING_OFFS}, {@code XENDISPL_IN_RING_LEN}: from the backend. */
    public static final int IN_RING = 64;

    public static final int IN_RING_SLOTS = 63;

    /** Of a request, a response and an event alike. */
    public static final int SLOT_SIZE = 64;

    /** {@code struct xendispl_page_directory}. */
    public static final int DIRECTORY_NEXT = 0;

    public static final int DIRECTORY_REFS = 4;

    /** {@code struct xendispl_req}, {@code xendispl_resp} and {@code xendispl_evt} begin alike. */
    static final int ID = 0;

    static final int OPERATION = 2;

    /** {@code struct xendispl_dbuf_create_req}. */
    static final int CREATE_DBUF_COOKIE = 8;

    static final int CREATE_WIDTH = 16;
    static final int CREATE_HEIGHT = 20;
    static final int CREATE_BPP = 24;
    static final int CREATE_BUFFER_SIZE = 28;
    static final int CREATE_FLAGS = 32;
    static final int CREATE_DIRECTORY = 36;
    static final int CREATE_DATA_OFFSET = 40;

    /** {@code struct xendispl_dbuf_destroy_req}. */
    static final int DESTROY_DBUF_COOKIE = 8;

    /** {@code struct xendispl_fb_attach_req}. */
    static final int ATTACH_DBUF_COOKIE = 8;

    static final int ATTACH_FB_COOKIE = 16;
    static final int ATTACH_WIDTH = 24;
    static final int ATTACH_HEIGHT = 28;
    static final int ATTACH_FORMAT = 32;

    /** {@code struct xendispl_fb_detach_req}. */
    static final int DETACH_FB_COOKIE = 8;

    /** {@code struct xendispl_set_config_req}. */
    static final int CONFIG_FB_COOKIE = 8;

    static final int CONFIG_X = 16;
    static final int CONFIG_Y = 20;
    static final int CONFIG_WIDTH = 24;
    static final int CONFIG_HEIGHT = 28;
    static final int CONFIG_BPP = 32;

    /** {@code struct xendispl_page_flip_req}. */
    static final int FLIP_FB_COOKIE = 8;

    /** {@code struct xendispl_get_edid_req}. */
    static final int EDID_BUFFER_SIZE = 8;

    static final int EDID_DIRECTORY = 12;

    /** {@code struct xendispl_resp}. */
    static final int STATUS = 4;

    /** {@code struct xendispl_get_edid_resp}. */
    static final int EDID_SIZE = 8;

    /** {@code struct xendispl_pg_flip_evt}. */
    static final int EVENT_FB_COOKIE = 8;

    private Displif() {}

    /** Whether the protocol has a request of this number. */
    public static boolean isOperation(int operation) {
        return operation >= OP_DBUF_CREATE && operation <= OP_GET_EDID;
    }
}
