package transom.guestfb.pv.internal.fb;

import java.nio.ByteBuffer;
import transom.gem.Buffer;
import transom.gem.Format;
import transom.guestfb.pv.internal.pages.SharedMapping;
import transom.guestfb.wire.FramebufferLayout;

/** The picture in a guest's framebuffer, in place. Another mode of the same framebuffer is another buffer. */
final class GuestBuffer extends Buffer {

    private final SharedMapping mapping;
    private final ByteBuffer pixels;

    GuestBuffer(FramebufferLayout layout, SharedMapping mapping) {
        super(layout.width(), layout.height(), layout.stride(), Format.linear(layout.fourcc()));
        this.mapping = mapping.hold();
        this.pixels = mapping.view(layout.offset(), layout.length());
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return pixels;
    }

    /** The guest's memory is coherent with ours: it is the same. */
    @Override
    public void endCpuAccess() {}

    @Override
    protected void free() {
        mapping.release();
    }
}
