package transom.guestfb.pv.internal.displ.memory;

import java.nio.ByteBuffer;
import java.util.List;
import transom.gem.Plane;

/**
 * A display buffer's pages as this domain sees them, for as long as somebody holds them. <b>Thread:</b> any.
 */
public sealed interface BufferMemory permits DmaBufMemory, MappedMemory {

    /** The picture in it for a device to read; empty if only the CPU can. */
    List<Plane> planes(int offset, int stride);

    /**
     * Lends all of the bytes, the same object each time.
     *
     * @throws IllegalStateException if the CPU cannot see them, with the reason
     */
    ByteBuffer beginCpuAccess();

    /** Ends the loan. */
    void endCpuAccess();

    /** Holds it once more; only for who knows that it is held. */
    void hold();

    /** Lets go. */
    void release();

    /** Its maker lets go; once. */
    void drop();

    /** Whether everybody has let go and the pages are mapped here no more. */
    boolean isGone();
}
