package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import transom.xen.GuestPages;

class KbdRingTest {

    private final GuestPages page = Pages.zeroed(1);
    private final List<String> told = new ArrayList<>();

    @Test
    void keysAndPointerReachTheFrontend() {
        RingProducer backend = RingProducer.attachKbdIn(page);
        RingConsumer frontend = RingConsumer.attachKbdIn(page);
        KbdEvents.writeKey(backend, page, 30, true);
        KbdEvents.writeKey(backend, page, 30, false);
        KbdEvents.writePosition(backend, page, 799, 599, -1);
        KbdEvents.writeMotion(backend, page, -5, 6, 0);

        assertThat(KbdEvents.read(frontend, page, new Recorder())).isEqualTo(4);
        assertThat(told).containsExactly("key 30 true", "key 30 false", "position 799,599,-1", "motion -5,6,0");
    }

    @Test
    void eventsLieWhereTheHeaderPutsThem() {
        KbdEvents.writeKey(RingProducer.attachKbdIn(page), page, 0x110, true);
        assertThat(page.getInt(4)).as("in_prod").isEqualTo(1);
        assertThat(page.getUnsignedByte(1024)).as("type").isEqualTo(3);
        assertThat(page.getUnsignedByte(1025)).as("pressed").isEqualTo(1);
        assertThat(page.getInt(1028)).as("keycode").isEqualTo(0x110);
    }

    @Test
    void aSlotIsZeroedBeforeItIsUsedAgain() {
        for (int i = 0; i < 4096 - 1024; i += 4) {
            page.putInt(1024 + i, -1);
        }
        KbdEvents.writeKey(RingProducer.attachKbdIn(page), page, 30, false);
        assertThat(page.getInt(1024)).isEqualTo(3);
        assertThat(page.getInt(1024 + 36)).isZero();
    }

    @Test
    void aFullRingTakesNothingMore() {
        RingProducer backend = RingProducer.attachKbdIn(page);
        for (int i = 0; i < Kbdif.IN_RING_SLOTS; i++) {
            assertThat(KbdEvents.writeKey(backend, page, i, true)).isTrue();
        }
        assertThat(KbdEvents.writeKey(backend, page, 1, true)).isFalse();
    }

    private final class Recorder implements KbdEvents {
        @Override
        public void key(int code, boolean pressed) {
            told.add("key " + code + " " + pressed);
        }

        @Override
        public void motion(int x, int y, int z) {
            told.add("motion " + x + "," + y + "," + z);
        }

        @Override
        public void position(int x, int y, int z) {
            told.add("position " + x + "," + y + "," + z);
        }

        @Override
        public void unknown(int type) {
            told.add("unknown " + type);
        }
    }
}
