package transom.guestfb.pv.internal.displ.memory;

import transom.gem.Buffer;
import transom.guestfb.wire.DisplayFramebuffer;

/** A picture in a display buffer. <b>Owner:</b> the table that it is in. */
public final class Framebuffer {

    private final long cookie;
    private final DisplayBuffer in;
    private final DisplayFramebuffer shape;
    private final FramebufferBuffer buffer;

    Framebuffer(long cookie, DisplayBuffer in, DisplayFramebuffer shape) {
        this.cookie = cookie;
        this.in = in;
        this.shape = shape;
        this.buffer = new FramebufferBuffer(shape, in.memory());
        if (in.memory() instanceof DmaBufMemory dmaBuf) {
            dmaBuf.describe(shape);
        }
    }

    /** What the guest calls it. */
    public long cookie() {
        return cookie;
    }

    /** Where its pixels are. */
    public DisplayBuffer in() {
        return in;
    }

    DisplayFramebuffer shape() {
        return shape;
    }

    /** Lends its picture, as long as it is attached. */
    public Buffer buffer() {
        return buffer;
    }

    void drop() {
        buffer.drop();
    }
}
