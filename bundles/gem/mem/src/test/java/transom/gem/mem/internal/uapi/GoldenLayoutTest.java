package transom.gem.mem.internal.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Linux' headers. */
class GoldenLayoutTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void udmabuf() {
        assertThat(Udmabuf.CREATE).isEqualTo(golden.constant("UDMABUF_CREATE"));
        assertThat(Udmabuf.FLAGS_CLOEXEC).isEqualTo((int) golden.constant("UDMABUF_FLAGS_CLOEXEC"));
        assertThat(Udmabuf.CREATE_SIZE).isEqualTo(golden.size("udmabuf_create"));
        assertThat(Udmabuf.CREATE_MEMFD).isEqualTo(golden.offset("udmabuf_create.memfd"));
        assertThat(Udmabuf.CREATE_FLAGS).isEqualTo(golden.offset("udmabuf_create.flags"));
        assertThat(Udmabuf.CREATE_OFFSET).isEqualTo(golden.offset("udmabuf_create.offset"));
        assertThat(Udmabuf.CREATE_BYTES).isEqualTo(golden.offset("udmabuf_create.size"));
    }

    @Test
    void dmaHeap() {
        assertThat(DmaHeap.ALLOC).isEqualTo(golden.constant("DMA_HEAP_IOCTL_ALLOC"));
        assertThat(DmaHeap.ALLOC_SIZE).isEqualTo(golden.size("dma_heap_allocation_data"));
        assertThat(DmaHeap.ALLOC_LEN).isEqualTo(golden.offset("dma_heap_allocation_data.len"));
        assertThat(DmaHeap.ALLOC_FD).isEqualTo(golden.offset("dma_heap_allocation_data.fd"));
        assertThat(DmaHeap.ALLOC_FD_FLAGS).isEqualTo(golden.offset("dma_heap_allocation_data.fd_flags"));
        assertThat((long) DmaHeap.FD_FLAGS).isEqualTo(golden.constant("O_CLOEXEC") | golden.constant("O_RDWR"));
    }
}
