package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.xen.GuestPages;

class DisplEventsTest {

    private final GuestPages page = Pages.zeroed(1);
    private final DisplEvents.Reader front = DisplEvents.Reader.initialise(page);
    private final List<String> told = new ArrayList<>();
    private final DisplEvents recorder = new DisplEvents() {
        @Override
        public void flipDone(long fbCookie) {
            told.add("flip " + fbCookie);
        }

        @Override
        public void dropped(int id, int type) {
            told.add("dropped " + id + " type " + type);
        }
    };

    @Test
    void flipsArriveInOrder() {
        DisplEventWriter back = DisplEventWriter.attach(page);
        back.flipDone(5);
        back.flipDone(-6);
        assertThat(front.read(recorder)).isEqualTo(2);
        assertThat(told).containsExactly("flip 5", "flip -6");
        assertThat(page.getInt(Displif.IN_CONS)).isEqualTo(2);
        assertThat(front.read(recorder)).isZero();
    }

    @Test
    void eventsLieWhereTheHeaderPutsThem() {
        page.putLong(64 + 64 + 56, -1);
        DisplEventWriter back = DisplEventWriter.attach(page);
        back.flipDone(5);
        back.flipDone(0x1122334455667788L);
        assertThat(page.getInt(4)).as("in_prod").isEqualTo(2);
        assertThat(page.getInt(64 + 64)).as("id and type").isEqualTo(1);
        assertThat(page.getLong(64 + 64 + 8)).isEqualTo(0x1122334455667788L);
        assertThat(page.getLong(64 + 64 + 56)).as("reserved").isZero();
    }

    @Test
    void theNextBackendIsHeard() {
        for (int i = 0; i < 10; i++) {
            DisplEventWriter.attach(page).flipDone(i);
        }
        front.read(recorder);
        assertThat(told).hasSize(10).allMatch(line -> line.startsWith("flip"));
    }

    /** {@code 0x1ffff}: the id has 16 bits, the count 32; {@code -1}: the count wraps, and the slot jumps. */
    @ParameterizedTest
    @ValueSource(ints = {0, 62, 0xfffe, 0x1fffe, -2})
    void idsAndSlotsFollowTheCount(int start) {
        page.putInt(Displif.IN_PROD, start);
        DisplEventWriter back = DisplEventWriter.attach(page);
        for (int i = 0; i < 5; i++) {
            back.flipDone(100 + i);
            int slot = 64 + Integer.remainderUnsigned(start + i, 63) * 64;
            assertThat(page.getInt(slot)).isEqualTo(start + i & 0xffff);
            assertThat(page.getLong(slot + 8)).isEqualTo(100 + i);
        }
        assertThat(page.getInt(Displif.IN_PROD)).isEqualTo(start + 5);
    }

    @Test
    void aFrontendThatConfirmsNothingIsTold() {
        DisplEventWriter back = DisplEventWriter.attach(page);
        for (int i = 0; i < 200; i++) {
            back.flipDone(i);
        }
        assertThat(front.read(recorder)).isEqualTo(200);
        assertThat(told.subList(200 - 63, 200)).allMatch(line -> line.startsWith("flip"));
        assertThat(told.get(199)).isEqualTo("flip 199");
        back.flipDone(200);
        front.read(recorder);
        assertThat(told.get(200)).isEqualTo("flip 200");
    }

    @Test
    void whatTheGuestWritesIntoItsPageMovesNothing() {
        DisplEventWriter back = DisplEventWriter.attach(page);
        back.flipDone(1);
        page.putInt(Displif.IN_CONS, -5);
        page.putInt(Displif.IN_PROD, 999);
        back.flipDone(2);
        assertThat(page.getInt(Displif.IN_PROD)).isEqualTo(2);
        assertThat(page.getLong(64 + 64 + 8)).isEqualTo(2);
    }

    @Test
    void anEventThatIsNotTheNextIsDropped() {
        page.putInt(64, 7);
        page.putInt(64 + 64, 1 | 1 << 16);
        page.putInt(Displif.IN_PROD, 2);
        front.read(recorder);
        assertThat(told).containsExactly("dropped 7 type 0", "dropped 1 type 1");
        page.putInt(64 + 128, 2);
        page.putInt(Displif.IN_PROD, 3);
        front.read(recorder);
        assertThat(told.get(2)).isEqualTo("flip 0");
    }
}
