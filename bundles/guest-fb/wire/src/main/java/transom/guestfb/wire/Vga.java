package transom.guestfb.wire;

/** Numbers of the protocol between Transom and a device model with a VGA (docs/protocol/vga.md). Little endian. */
public final class Vga {

    public static final int VERSION = 1;

    /** Bytes of a packet, at most. */
    public static final int MAX_PACKET = 256;

    /** Every packet: its type, and its length with this. */
    public static final int TYPE = 0;

    public static final int LENGTH = 4;
    public static final int HEADER = 8;

    /** From the device model: this domain's VGA is here. */
    public static final int HELLO = 1;

    public static final int HELLO_VERSION = 8;
    public static final int HELLO_DOMAIN = 12;
    public static final int HELLO_INDEX = 16;
    public static final int HELLO_PAD = 20;
    public static final int HELLO_BYTES = 24;
    public static final int HELLO_LENGTH = 32;

    /** From Transom, with the dma-buf's descriptor: the framebuffer's memory. */
    public static final int BUFFER = 2;

    public static final int BUFFER_BYTES = 8;
    public static final int BUFFER_LENGTH = 16;

    /** From the device model: what of the memory is on the screen; all zero for nothing. */
    public static final int SCANOUT = 3;

    public static final int SCANOUT_WIDTH = 8;
    public static final int SCANOUT_HEIGHT = 12;
    public static final int SCANOUT_STRIDE = 16;
    public static final int SCANOUT_FOURCC = 20;
    public static final int SCANOUT_OFFSET = 24;
    public static final int SCANOUT_LENGTH = 32;

    /** From the device model: these pixels of it changed. */
    public static final int DAMAGE = 4;

    public static final int DAMAGE_X = 8;
    public static final int DAMAGE_Y = 12;
    public static final int DAMAGE_WIDTH = 16;
    public static final int DAMAGE_HEIGHT = 20;
    public static final int DAMAGE_LENGTH = 24;

    /** From Transom: send SCANOUT and DAMAGE of all again. */
    public static final int QUERY = 5;

    public static final int QUERY_LENGTH = HEADER;

    /** From Transom: text, why there is no memory; the connection ends. */
    public static final int REFUSED = 6;

    private Vga() {}
}
