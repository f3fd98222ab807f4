package transom.gem.mem.internal;

import java.util.List;
import org.osgi.service.component.annotations.Component;
import transom.gem.Allocator;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.Fourcc;
import transom.gem.mem.internal.memfd.MemfdAllocator;

/**
 * The allocator of machines without a GPU. Its service properties are {@code allocator=memfd},
 * {@code modifiers=LINEAR} and {@code dmabuf=false}: what it allocates has no dma-buf fd.
 *
 * <p>Buffers belong to their producers: when this goes, they live on until they are dropped and unlocked.
 */
@Component(property = {"allocator=" + MemfdAllocator.NAME, "modifiers=LINEAR", "dmabuf:Boolean=false"})
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
    public List<BufferInfo> buffers() {
        return memfd.buffers();
    }
}
