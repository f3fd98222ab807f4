package transom.gem.mem.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** /dev/dma_heap (linux/include/uapi/linux/dma-heap.h). */
public final class DmaHeap {

    /** Ordinary pages, cached, from anywhere. */
    public static final String SYSTEM = "/dev/dma_heap/system";

    /** {@code DMA_HEAP_IOCTL_ALLOC}. */
    public static final long ALLOC = 0xc0184800L;

    /** {@code struct dma_heap_allocation_data}. */
    public static final int ALLOC_SIZE = 24;

    public static final int ALLOC_LEN = 0;
    public static final int ALLOC_FD = 8;
    public static final int ALLOC_FD_FLAGS = 12;

    /** {@code O_CLOEXEC | O_RDWR}: what {@code DMA_HEAP_VALID_FD_FLAGS} allows. */
    public static final int FD_FLAGS = 0x80000 | 2;

    private DmaHeap() {}

    /** The argument that allocates; the kernel writes the dma-buf's fd to {@link #ALLOC_FD}. */
    public static ByteBuffer alloc(long bytes) {
        return Direct.allocate(ALLOC_SIZE).putLong(ALLOC_LEN, bytes).putInt(ALLOC_FD_FLAGS, FD_FLAGS);
    }
}
