package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.util.List;
import transom.gem.Plane;
import transom.guestfb.pv.internal.pages.SharedMapping;
import transom.xen.GuestPages;

/** A guest's pages, mapped by their grants; the guest's memory is coherent with ours: it is the same. */
public final class MappedMemory implements BufferMemory {

    private final SharedMapping mapping;
    private final ByteBuffer all;

    /** <b>Owner:</b> the pages are transferred; whoever made this holds it once. */
    public MappedMemory(GuestPages pages) {
        this.mapping = new SharedMapping(pages);
        this.all = mapping.view(0, pages.size());
    }

    @Override
    public List<Plane> planes(int offset, int stride) {
        return List.of();
    }

    @Override
    public ByteBuffer beginCpuAccess() {
        return all;
    }

    @Override
    public void endCpuAccess() {}

    @Override
    public void hold() {
        mapping.hold();
    }

    @Override
    public void release() {
        mapping.release();
    }

    @Override
    public void drop() {
        mapping.release();
    }

    @Override
    public boolean isGone() {
        return mapping.isReleased();
    }
}
