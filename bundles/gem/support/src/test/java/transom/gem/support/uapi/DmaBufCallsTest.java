package transom.gem.support.uapi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import transom.layout.GoldenLayout;

/** The numbers here are those of Linux' headers. */
class DmaBufCallsTest {

    private final GoldenLayout golden = GoldenLayout.load();

    @Test
    void numbersAreTheHeaders() {
        assertThat(DmaBufCalls.SYNC).isEqualTo(golden.constant("DMA_BUF_IOCTL_SYNC"));
        assertThat(DmaBufCalls.EXPORT_SYNC_FILE).isEqualTo(golden.constant("DMA_BUF_IOCTL_EXPORT_SYNC_FILE"));
        assertThat(DmaBufCalls.SYNC_READ).isEqualTo((int) golden.constant("DMA_BUF_SYNC_READ"));
        assertThat(DmaBufCalls.SYNC_WRITE).isEqualTo((int) golden.constant("DMA_BUF_SYNC_WRITE"));
        assertThat(DmaBufCalls.SYNC_RW).isEqualTo((int) golden.constant("DMA_BUF_SYNC_RW"));
        assertThat(DmaBufCalls.SYNC_START).isEqualTo((int) golden.constant("DMA_BUF_SYNC_START"));
        assertThat(DmaBufCalls.SYNC_END).isEqualTo((int) golden.constant("DMA_BUF_SYNC_END"));
        assertThat(DmaBufCalls.SYNC_SIZE).isEqualTo(golden.size("dma_buf_sync"));
        assertThat(DmaBufCalls.SYNC_FLAGS).isEqualTo(golden.offset("dma_buf_sync.flags"));
        assertThat(DmaBufCalls.EXPORT_SYNC_FILE_SIZE).isEqualTo(golden.size("dma_buf_export_sync_file"));
        assertThat(DmaBufCalls.EXPORT_SYNC_FILE_FLAGS).isEqualTo(golden.offset("dma_buf_export_sync_file.flags"));
        assertThat(DmaBufCalls.EXPORT_SYNC_FILE_FD).isEqualTo(golden.offset("dma_buf_export_sync_file.fd"));
    }

    @Test
    void argumentsHaveTheFieldsInTheirPlaces() {
        assertThat(DmaBufCalls.sync(DmaBufCalls.SYNC_RW | DmaBufCalls.SYNC_END).getLong(0))
                .isEqualTo(7);
        var fence = DmaBufCalls.exportSyncFile(DmaBufCalls.SYNC_RW);
        assertThat(fence.getInt(0)).isEqualTo(3);
        assertThat(fence.getInt(4)).as("no fd, until the kernel writes one").isEqualTo(-1);
    }
}
