package transom.gem;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Makes buffers in dom0's memory. */
@ProviderType
public interface Allocator {

    /** What it allocates from, e.g. {@code memfd}. */
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

    /** The buffers that exist now, for people. */
    List<BufferInfo> buffers();
}
