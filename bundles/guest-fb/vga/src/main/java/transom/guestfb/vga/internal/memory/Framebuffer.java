package transom.guestfb.vga.internal.memory;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import transom.gem.Buffer;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Plane;
import transom.guestfb.wire.VgaPicture;

/** The picture in a VGA's memory, in place. Another mode is another buffer over the same memory. */
public final class Framebuffer extends Buffer {

    private final VgaPicture picture;
    private final DmaBuf memory;
    private final List<Plane> planes;
    private volatile ByteBuffer pixels;

    private Framebuffer(VgaPicture picture, DmaBuf memory, boolean forDevices) {
        super(picture.width(), picture.height(), picture.stride(), Format.linear(picture.fourcc()));
        this.picture = picture;
        this.memory = memory;
        this.planes = forDevices ? List.of(new Plane(memory, picture.offset(), picture.stride())) : List.of();
    }

    /**
     * Holds the memory until nobody reads the picture any more.
     *
     * @param forDevices whether the memory is a dma-buf indeed, not only memory with an fd
     * @throws IllegalStateException if the memory has gone
     */
    public static Framebuffer of(VgaPicture picture, DmaBuf memory, boolean forDevices) {
        if (!memory.lock()) {
            throw new IllegalStateException(memory.name() + " has gone");
        }
        Framebuffer made = new Framebuffer(picture, memory, forDevices);
        memory.describe(made.width(), made.height(), made.stride(), made.format());
        return made;
    }

    /** Which part of the memory it is. */
    public VgaPicture picture() {
        return picture;
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
            view = all.slice(picture.offset(), picture.length()).order(ByteOrder.LITTLE_ENDIAN);
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
        memory.unlock();
    }
}
