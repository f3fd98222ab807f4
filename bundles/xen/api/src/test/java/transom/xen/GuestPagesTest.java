package transom.xen;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuestPagesTest {

    private final AtomicInteger unmapped = new AtomicInteger();
    private final GuestPages pages = new GuestPages(ByteBuffer.allocateDirect(4096), unmapped::incrementAndGet);

    @Test
    void isLittleEndianAndSharedWithTheMapping() {
        pages.putInt(8, 0x11223344);
        assertThat(pages.getUnsignedByte(8)).isEqualTo(0x44);
        pages.putLong(16, 0x1122334455667788L);
        assertThat(pages.getInt(16)).isEqualTo(0x55667788);
        assertThat(pages.getLong(16)).isEqualTo(0x1122334455667788L);
        byte[] copy = new byte[4];
        pages.copyOut(8, copy, 4);
        assertThat(copy).containsExactly(0x44, 0x33, 0x22, 0x11);
    }

    @Test
    void everyAccessIsBounded() {
        assertThatThrownBy(() -> pages.getInt(4094)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> pages.getInt(-4)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pages.getLong(4092)).isInstanceOf(RuntimeException.class);
        assertThatThrownBy(() -> pages.putInt(4096, 1)).isInstanceOf(IndexOutOfBoundsException.class);
        assertThatThrownBy(() -> pages.copyOut(4000, new byte[200], 97)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    void isUnmappedOnceAndUselessAfterwards() {
        pages.close();
        pages.close();
        assertThat(unmapped).hasValue(1);
        assertThatThrownBy(() -> pages.getInt(0)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(pages::asByteBuffer).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void wantsWholePagesOutsideTheHeap() {
        assertThatThrownBy(() -> new GuestPages(ByteBuffer.allocate(4096), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new GuestPages(ByteBuffer.allocateDirect(4095), () -> {}))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
