package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.util.List;
import transom.gem.DmaBuf;
import transom.gem.Format;
import transom.gem.Plane;
import transom.guestfb.wire.DisplayFramebuffer;

/** Memory by its dma-buf. */
public final class DmaBufMemory implements BufferMemory {

    private final DmaBuf dmaBuf;
    private final boolean forDevices;

    /** @param forDevices whether it is a dma-buf indeed, not only memory with an fd */
    public DmaBufMemory(DmaBuf dmaBuf, boolean forDevices) {
        this.dmaBuf = dmaBuf;
        this.forDevices = forDevices;
    }

    /** Says what is in it, for people. */
    void describe(DisplayFramebuffer shape) {
        dmaBuf.describe(shape.width(), shape.height(), shape.pitch(), Format.linear(shape.fourcc()));
    }

    @Override
    public List<Plane> planes(int offset, int stride) {
        return forDevices ? List.of(new Plane(dmaBuf, offset, stride)) : List.of();
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return dmaBuf.beginCpuAccess();
    }

    @Override
    public void endCpuAccess() {
        dmaBuf.endCpuAccess();
    }

    @Override
    public void hold() {
        if (!dmaBuf.lock()) {
            throw new IllegalStateException(dmaBuf.name() + " has gone");
        }
    }

    @Override
    public void release() {
        dmaBuf.unlock();
    }

    @Override
    public void drop() {
        dmaBuf.drop();
    }

    @Override
    public boolean isGone() {
        return dmaBuf instanceof GuestDmaBuf guest ? guest.isGone() : dmaBuf.holders() == 0;
    }
}
