package transom.gem;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Makes buffers in dom0's memory. A service with the properties {@link #NAME}, {@link #DMA_BUF} and, where a device makes
 * them, {@link #DEVICE} and {@link #DRIVER}.
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface Allocator {

    /** Service property: {@link #name}. */
    String NAME = "transom.allocator";

    /** Service property, Boolean: whether the fds of {@link #allocate(long, String)} are dma-bufs. */
    String DMA_BUF = "transom.dmabuf";

    /** Service property: the device's file, e.g. {@code /dev/dri/card0}. */
    String DEVICE = "transom.device";

    /** Service property: the kernel driver's name, e.g. {@code i915}. */
    String DRIVER = "transom.driver";

    /** What it allocates from: {@code memfd}, {@code udmabuf}, {@code dma-heap}, or driver and card, {@code vgem:card1}. */
    String name();

    /**
     * A zeroed linear buffer.
     *
     * @param width in pixels, at least 1
     * @param height in pixels, at least 1
     * @throws IllegalArgumentException if there can be no such buffer
     * @throws IllegalStateException if the kernel refuses, with its reason
     */
    Buffer allocate(int width, int height, Fourcc fourcc);

    /**
     * Zeroed memory whose use is the caller's business. It is in the keep, under a name made of {@code keepName}, from
     * the moment that it exists until it is freed, so that {@link #adopt} finds it after an update.
     *
     * @param bytes a multiple of 4096
     * @param keepName what the keep takes as a name, at most 200 characters
     * @throws IllegalArgumentException if there can be no such memory
     * @throws IllegalStateException if the kernel refuses, with its reason
     */
    DmaBuf allocate(long bytes, String keepName);

    /**
     * The memory that was allocated under this name by whoever was here before, pixels and all; the same object while it
     * lives. <b>Owner:</b> the caller, from now on.
     */
    Optional<DmaBuf> adopt(String keepName);

    /**
     * Pins the pages of a buffer and says where they are.
     *
     * @param buffer its name, as {@link #buffers} has it
     * @return <b>Owner:</b> the caller
     * @throws IllegalArgumentException if there is no buffer of that name, or more than one
     * @throws IllegalStateException if the kernel does not tell, with what it lacks
     */
    default GemPages pages(String buffer) {
        throw new IllegalStateException(name() + " does not tell the frames of its pages");
    }

    /** The buffers that exist now, for people. */
    List<BufferInfo> buffers();
}
