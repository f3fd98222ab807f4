package transom.gem.support;

import transom.gem.GemPages;
import transom.linux.Fd;

/** Where an allocator's memory comes from. <b>Thread:</b> any. */
public interface Source extends AutoCloseable {

    /** The allocator's name. */
    String name();

    /** Whether the fds are dma-bufs, which devices and domains take. */
    boolean makesDmaBufs();

    /**
     * Zeroed memory. <b>Owner:</b> the caller.
     *
     * @param label for people, where the kernel shows it
     * @param bytes whole pages, in bounds already
     * @throws transom.linux.ErrnoException if the kernel refuses
     * @throws IllegalStateException if it gave something else than was asked for
     */
    Memory make(String label, long bytes);

    /**
     * Memory that was made before, by its fd. <b>Owner:</b> the result, of the fd; the caller, of the result.
     *
     * @param bytes the fd's size
     */
    Memory open(Fd fd, long bytes);

    /**
     * Pins all pages and says where they are. <b>Owner:</b> the caller.
     *
     * @param fd lent; of memory that this made
     * @param bytes its size
     * @throws IllegalStateException if the kernel does not tell, with what it lacks
     */
    default GemPages pages(int fd, long bytes) {
        throw new IllegalStateException("the kernel tells frames of objects of vgem and i915 only, not of " + name()
                + "; who offers its dma-bufs needs none");
    }

    /** Makes nothing any more and closes its device; memory that was made lives on. A second call does nothing. */
    @Override
    void close();
}
