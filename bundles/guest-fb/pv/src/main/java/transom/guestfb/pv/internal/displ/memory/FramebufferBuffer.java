package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import transom.gem.Buffer;
import transom.gem.Format;
import transom.gem.Plane;
import transom.guestfb.wire.DisplayFramebuffer;

/** A framebuffer's picture, in place, for as long as the framebuffer is attached: presenters keep textures by it. */
final class FramebufferBuffer extends Buffer {

    private final BufferMemory memory;
    private final int offset;
    private final int length;
    private final List<Plane> planes;
    private volatile ByteBuffer pixels;

    FramebufferBuffer(DisplayFramebuffer shape, BufferMemory memory) {
        super(shape.width(), shape.height(), shape.pitch(), Format.linear(shape.fourcc()));
        this.memory = memory;
        this.offset = shape.offset();
        this.length = (shape.height() - 1) * shape.pitch()
                + shape.width() * shape.fourcc().bytesPerPixel();
        this.planes = memory.planes(offset, shape.pitch());
        memory.hold();
    }

    @Override
    public List<Plane> planes() {
        return planes;
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        ByteBuffer all = memory.beginCpuAccess();
        ByteBuffer view = pixels;
        if (view == null) {
            view = all.slice(offset, length).order(ByteOrder.LITTLE_ENDIAN);
            pixels = view;
        }
        return view;
    }

    @Override
    public void endCpuAccess() {
        memory.endCpuAccess();
    }

    @Override
    protected void free() {
        memory.release();
    }
}
