package transom.guestfb.pv.internal.fb;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import transom.guestfb.pv.internal.pages.SharedMapping;
import transom.guestfb.wire.FramebufferLayout;
import transom.xen.GuestPages;

class GuestBufferTest {

    private static final FramebufferLayout LAYOUT = new FramebufferLayout(32, 16, 128, 64, 32, 4096);

    private final AtomicInteger unmapped = new AtomicInteger();
    private final SharedMapping mapping =
            new SharedMapping(new GuestPages(ByteBuffer.allocateDirect(4096), unmapped::incrementAndGet));

    @Test
    void pixelsBeginAtTheOffsetAndCannotBeWritten() {
        GuestBuffer buffer = new GuestBuffer(LAYOUT, mapping);
        ByteBuffer pixels = buffer.beginCpuAccess();
        assertThat(pixels.capacity()).isEqualTo(128 * 15 + 32 * 4);
        assertThat(pixels.isReadOnly()).isTrue();
        buffer.drop();
    }

    @Test
    void theGuestsMemoryIsUnmappedWhenTheLastOneHasLetGo() {
        GuestBuffer buffer = new GuestBuffer(LAYOUT, mapping);
        buffer.lock();
        buffer.drop();
        mapping.release();
        assertThat(unmapped).hasValue(0);
        buffer.unlock();
        assertThat(unmapped).hasValue(1);
    }
}
