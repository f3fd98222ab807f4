package transom.gem.support;

import java.nio.ByteBuffer;
import java.util.List;
import transom.gem.Buffer;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Plane;

/** One picture that begins where its memory begins. <b>Owner:</b> of the dma-buf. */
final class Picture extends Buffer {

    private final DmaBuf memory;
    private final List<Plane> planes;

    /** @param importable whether the fd is a dma-buf, which a device can read */
    Picture(int width, int height, int stride, Format format, DmaBuf memory, boolean importable) {
        super(width, height, stride, format);
        this.memory = memory;
        this.planes = importable ? List.of(new Plane(memory, 0, stride)) : List.of();
        memory.describe(width, height, stride, format);
    }

    @Override
    public List<Plane> planes() {
        return planes;
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return memory.beginCpuAccess();
    }

    @Override
    public void endCpuAccess() {
        memory.endCpuAccess();
    }

    @Override
    protected void free() {
        memory.drop();
    }
}
