package transom.guestfb.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import transom.gem.Allocator;
import transom.gem.Buffer;
import transom.gem.BufferInfo;
import transom.gem.DmaBuf;
import transom.gem.Fourcc;

class AllocatorsTest {

    private final Allocators allocators = new Allocators();

    private record Named(String name) implements Allocator {
        @Override
        public Buffer allocate(int width, int height, Fourcc fourcc) {
            throw new IllegalStateException("no memory");
        }

        @Override
        public DmaBuf allocate(long bytes, String keepName) {
            throw new IllegalStateException("no memory");
        }

        @Override
        public Optional<DmaBuf> adopt(String keepName) {
            return Optional.empty();
        }

        @Override
        public List<BufferInfo> buffers() {
            return List.of();
        }
    }

    @BeforeEach
    void someOfEach() {
        for (String name : List.of("vgem:card1", "virtio_gpu:card0", "dma-heap", "udmabuf", "i915:card2")) {
            allocators.add(new Named(name), Map.of(Allocator.DMA_BUF, true));
        }
        allocators.add(new Named("memfd"), Map.of(Allocator.DMA_BUF, false));
    }

    private List<String> inOrder(String... named) {
        return allocators.inOrder(List.of(named)).stream()
                .map(Allocators.Entry::name)
                .toList();
    }

    @Test
    void aGpusOwnMemoryIsTriedFirstAndWhatIsNoDmaBufNotAtAll() {
        assertThat(inOrder()).containsExactly("i915:card2", "udmabuf", "dma-heap", "virtio_gpu:card0", "vgem:card1");
    }

    @Test
    void namesAndDriversChooseAndOrder() {
        assertThat(inOrder("memfd", "vgem")).containsExactly("memfd", "vgem:card1");
        assertThat(inOrder("nouveau")).isEmpty();
    }

    @Test
    void whatHasGoneIsNotTried() {
        allocators.remove(allocators.find("udmabuf").orElseThrow().allocator());
        assertThat(inOrder("udmabuf")).isEmpty();
        assertThat(allocators.have(List.of("vgem:card1"))).isTrue();
        assertThat(allocators.have(List.of("vgem:card1", "udmabuf"))).isFalse();
    }
}
