package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import transom.xen.GuestPages;

class FbRingTest {

    private final GuestPages page = Pages.zeroed(1);
    private final RecordingFbEvents events = new RecordingFbEvents();

    @Test
    void eventsArriveInOrderWithTheirValues() {
        RingProducer frontend = RingProducer.attachFbOut(page);
        RingConsumer backend = RingConsumer.attachFbOut(page);

        assertThat(FbEvents.writeUpdate(frontend, page, 1, -2, 3, Integer.MAX_VALUE))
                .isTrue();
        assertThat(FbEvents.writeResize(frontend, page, 640, 480, 2560, 32, 4096))
                .isTrue();

        assertThat(FbEvents.read(backend, page, events, 100)).isEqualTo(2);
        assertThat(events.told)
                .containsExactly("update 1,-2 3x2147483647", "resize 640x480 stride 2560 depth 32 offset 4096");
    }

    @Test
    void eventsLieWhereTheHeaderPutsThem() {
        RingProducer frontend = RingProducer.attachFbOut(page);
        FbEvents.writeUpdate(frontend, page, 1, 2, 3, 4);
        FbEvents.writeResize(frontend, page, 5, 6, 7, 8, 9);

        assertThat(page.getInt(12)).as("out_prod").isEqualTo(2);
        assertThat(page.getUnsignedByte(2048)).isEqualTo(2);
        assertThat(page.getInt(2048 + 16)).as("update.height").isEqualTo(4);
        assertThat(page.getUnsignedByte(2048 + 40)).isEqualTo(3);
        assertThat(page.getInt(2048 + 40 + 20)).as("resize.offset").isEqualTo(9);
    }

    @Test
    void noMoreThanTheLimitIsReadAndOnlyThatIsFreed() {
        RingProducer frontend = RingProducer.attachFbOut(page);
        RingConsumer backend = RingConsumer.attachFbOut(page);
        for (int i = 0; i < 10; i++) {
            FbEvents.writeUpdate(frontend, page, i, 0, 1, 1);
        }

        assertThat(FbEvents.read(backend, page, events, 4)).isEqualTo(4);
        assertThat(page.getInt(Fbif.OUT_CONS)).isEqualTo(4);
        assertThat(backend.pending()).isEqualTo(6);
    }

    @Test
    void aFullRingTakesNothingMore() {
        RingProducer frontend = RingProducer.attachFbOut(page);
        for (int i = 0; i < Fbif.OUT_RING_SLOTS; i++) {
            assertThat(FbEvents.writeUpdate(frontend, page, i, 0, 1, 1)).isTrue();
        }
        assertThat(FbEvents.writeUpdate(frontend, page, 99, 0, 1, 1)).isFalse();

        RingConsumer backend = RingConsumer.attachFbOut(page);
        assertThat(FbEvents.read(backend, page, events, 100)).isEqualTo(Fbif.OUT_RING_SLOTS);
        assertThat(FbEvents.writeUpdate(frontend, page, 99, 0, 1, 1)).isTrue();
    }

    @Test
    void countsWrapWithoutLosingAnEvent() {
        int start = -3;
        page.putInt(Fbif.OUT_PROD, start);
        page.putInt(Fbif.OUT_CONS, start);
        RingProducer frontend = RingProducer.attachFbOut(page);
        RingConsumer backend = RingConsumer.attachFbOut(page);
        for (int i = 0; i < 10; i++) {
            FbEvents.writeUpdate(frontend, page, i, 0, 1, 1);
            FbEvents.read(backend, page, events, 1);
        }
        assertThat(events.told).hasSize(10).last().isEqualTo("update 9,0 1x1");
        assertThat(page.getInt(Fbif.OUT_CONS)).isEqualTo(start + 10);
    }

    @Test
    void aCountTooFarAheadIsRefused() {
        RingConsumer backend = RingConsumer.attachFbOut(page);
        page.putInt(Fbif.OUT_PROD, 52);
        assertThatThrownBy(backend::pending)
                .isInstanceOf(ProtocolException.class)
                .hasMessage("its ring claims 52 events (prod 52, cons 0) and has room for 51");
    }

    @Test
    void aCountThatGoesBackIsRefused() {
        page.putInt(Fbif.OUT_PROD, 5);
        page.putInt(Fbif.OUT_CONS, 5);
        RingConsumer backend = RingConsumer.attachFbOut(page);
        page.putInt(Fbif.OUT_PROD, 4);
        assertThatThrownBy(backend::pending)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("4294967295");
    }

    @Test
    void theGuestCannotMoveOurOwnCount() {
        RingProducer frontend = RingProducer.attachFbOut(page);
        RingConsumer backend = RingConsumer.attachFbOut(page);
        FbEvents.writeUpdate(frontend, page, 7, 0, 1, 1);
        page.putInt(Fbif.OUT_CONS, 12345);

        FbEvents.read(backend, page, events, 100);

        assertThat(events.told).containsExactly("update 7,0 1x1");
        assertThat(page.getInt(Fbif.OUT_CONS)).isEqualTo(1);
    }

    @Test
    void attachGoesOnWhereThePageSays() {
        RingProducer frontend = RingProducer.attachFbOut(page);
        for (int i = 0; i < 3; i++) {
            FbEvents.writeUpdate(frontend, page, i, 0, 1, 1);
        }
        FbEvents.read(RingConsumer.attachFbOut(page), page, events, 2);
        FbEvents.read(RingConsumer.attachFbOut(page), page, events, 100);
        assertThat(events.told).containsExactly("update 0,0 1x1", "update 1,0 1x1", "update 2,0 1x1");
    }

    @Test
    void refreshPeriodsReachTheFrontend() {
        RingProducer backend = RingProducer.attachFbIn(page);
        RingConsumer frontend = RingConsumer.attachFbIn(page);
        FbEvents.writeRefreshPeriod(backend, page, 16);
        FbEvents.writeRefreshPeriod(backend, page, Fbif.NO_REFRESH);
        assertThat(page.getInt(1024 + 40 + 4)).isEqualTo(Fbif.NO_REFRESH);
        assertThat(FbEvents.readRefreshPeriod(frontend, page)).isEqualTo(Fbif.NO_REFRESH);
        assertThat(FbEvents.readRefreshPeriod(frontend, page)).isEqualTo(-1);
    }
}
