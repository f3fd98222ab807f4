package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import transom.xen.GuestPages;

/** Whatever a page holds, reading it ends, stays inside and throws nothing but {@link ProtocolException}. */
class HostilePageTest {

    @Property
    void anyPageIsReadOrRefused(@ForAll long seed, @ForAll int cons, @ForAll @IntRange(min = -60, max = 60) int ahead) {
        GuestPages page = Pages.random(seed);
        page.putInt(Fbif.OUT_CONS, cons);
        page.putInt(Fbif.OUT_PROD, cons + ahead);
        RecordingFbEvents events = new RecordingFbEvents();
        int read = 0;
        try {
            read = FbEvents.read(RingConsumer.attachFbOut(page), page, events, Integer.MAX_VALUE);
            assertThat(ahead).isBetween(0, Fbif.OUT_RING_SLOTS);
            assertThat(read).isEqualTo(ahead);
        } catch (ProtocolException e) {
            assertThat(ahead).matches(n -> n < 0 || n > Fbif.OUT_RING_SLOTS);
        }
        assertThat(events.told).hasSize(read);
    }

    @Property
    void anyInRingTakesAnEventOrIsRefused(@ForAll int cons, @ForAll int prod) {
        GuestPages page = Pages.zeroed(1);
        page.putInt(Kbdif.IN_CONS, cons);
        page.putInt(Kbdif.IN_PROD, prod);
        int fill = prod - cons;
        try {
            boolean written = KbdEvents.writeKey(RingProducer.attachKbdIn(page), page, 1, true);
            assertThat(written).isEqualTo(fill < Kbdif.IN_RING_SLOTS);
        } catch (ProtocolException e) {
            assertThat(Integer.toUnsignedLong(fill)).isGreaterThan(Kbdif.IN_RING_SLOTS);
        }
    }

    @Property
    void anyRingIsAddressedInsideOfThePage(@ForAll int number) {
        for (Ring ring : Ring.values()) {
            assertThat(ring.slot(number)).isBetween(1024, GuestPages.PAGE_SIZE - Ring.SLOT_SIZE);
        }
    }

    @Property
    void anyLayoutLiesInsideOfItsMemoryOrIsRefused(
            @ForAll int width,
            @ForAll int height,
            @ForAll int stride,
            @ForAll int offset,
            @ForAll int depth,
            @ForAll int memory) {
        checkLayout(width, height, stride, offset, depth, memory);
    }

    @Property
    void likelyLayoutsLieInsideOfTheirMemoryOrAreRefused(
            @ForAll @IntRange(min = -1, max = 5000) int width,
            @ForAll @IntRange(min = -1, max = 5000) int height,
            @ForAll @IntRange(min = 0, max = 20000) int stride,
            @ForAll @IntRange(min = -1, max = 100000) int offset,
            @ForAll @IntRange(min = 1, max = 4) int bytes,
            @ForAll @IntRange(min = 0, max = 1 << 27) int memory) {
        checkLayout(width, height, stride, offset, bytes * 8, memory);
    }

    private static void checkLayout(int width, int height, int stride, int offset, int depth, int memory) {
        try {
            FramebufferLayout layout = new FramebufferLayout(width, height, stride, offset, depth, memory);
            long lastByte = offset + (long) stride * (height - 1) + (long) width * (depth / 8) - 1;
            assertThat(lastByte).isBetween(0L, memory - 1L);
            assertThat((long) layout.pages() * GuestPages.PAGE_SIZE).isGreaterThan(lastByte);
            assertThat(layout.offset() + (long) layout.length() - 1).isEqualTo(lastByte);
        } catch (ProtocolException e) {
            assertThat(e).hasMessageContaining(" ");
        }
    }

    @Property
    void anySharedPageIsReadOrRefused(@ForAll long seed, @ForAll boolean guest32) {
        GuestPages page = Pages.random(seed);
        Abi abi = guest32 ? Abi.X86_32 : Abi.X86_64;
        try {
            FramebufferLayout layout = FramebufferLayout.read(page, new FramebufferLayout.Limits(128 << 20, 16384));
            assertThat(layout.memory()).isLessThanOrEqualTo(128 << 20);
            assertThat(PageDirectory.directories(page, abi, layout)).hasSizeLessThanOrEqualTo(abi.directories());
        } catch (ProtocolException e) {
            assertThat(e).hasMessageContaining(" ");
        }
    }
}
