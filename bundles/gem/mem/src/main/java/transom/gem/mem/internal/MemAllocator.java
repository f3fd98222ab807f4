package transom.gem.mem.internal;

import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Component;
import transom.gem.Allocator;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;
import transom.gem.mem.internal.memfd.MemfdAllocator;

/**
 * The allocator of machines without a GPU: what it allocates has no dma-buf fd.
 *
 * <p>Buffers belong to their producers: when this goes, they live on until they are dropped and unlocked.
 */
@Component(property = {Allocator.NAME + "=" + MemfdAllocator.NAME, Allocator.DMA_BUF + ":Boolean=false"})
public final class MemAllocator implements Allocator {

    private final MemfdAllocator memfd = new MemfdAllocator();

    @Override
    public String name() {
        return memfd.name();
    }

    @Override
    public Buffer allocate(int width, int height, Fourcc fourcc) {
        return memfd.allocate(width, height, fourcc);
    }

    @Override
    public DmaBuf allocate(long bytes, String keepName) {
        return memfd.allocate(bytes, keepName);
    }

    @Override
    public Optional<DmaBuf> adopt(String keepName) {
        return memfd.adopt(keepName);
    }

    @Override
    public List<BufferInfo> buffers() {
        return memfd.buffers();
    }
}
