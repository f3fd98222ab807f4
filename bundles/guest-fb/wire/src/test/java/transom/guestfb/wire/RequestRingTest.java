package transom.guestfb.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import transom.xen.GrantRef;
import transom.xen.GuestPages;

class RequestRingTest {

    private final GuestPages page = Pages.zeroed(1);
    private final FrontRing front = FrontRing.initialise(page);
    private final BackRing back = BackRing.attach(page);
    private final DisplRequest request = new DisplRequest();
    private final DisplResponse response = new DisplResponse();

    @Test
    void dbufCreateArrives() {
        DisplRequests.dbufCreate(front, 0x1234, 0x1122334455667788L, 640, 480, 32, 1228800, 1, new GrantRef(-3), 64);
        assertThat(back.next(request)).isTrue();
        assertThat(request.id()).isEqualTo(0x1234);
        assertThat(request.operation()).isEqualTo(Displif.OP_DBUF_CREATE);
        assertThat(request.untrustedDbufCookie()).isEqualTo(0x1122334455667788L);
        assertThat(request.untrustedWidth()).isEqualTo(640);
        assertThat(request.untrustedHeight()).isEqualTo(480);
        assertThat(request.untrustedBitsPerPixel()).isEqualTo(32);
        assertThat(request.untrustedBufferSize()).isEqualTo(1228800);
        assertThat(request.asksForAllocation()).isTrue();
        assertThat(request.untrustedDirectory()).isEqualTo(new GrantRef(-3));
        assertThat(request.untrustedDataOffset()).isEqualTo(64);
    }

    @Test
    void fbAttachArrives() {
        DisplRequests.fbAttach(front, 65535, 5, -6, 800, 600, 0x34325258);
        assertThat(back.next(request)).isTrue();
        assertThat(request.id()).isEqualTo(65535);
        assertThat(request.operation()).isEqualTo(Displif.OP_FB_ATTACH);
        assertThat(request.untrustedDbufCookie()).isEqualTo(5);
        assertThat(request.untrustedFbCookie()).isEqualTo(-6);
        assertThat(request.untrustedWidth()).isEqualTo(800);
        assertThat(request.untrustedHeight()).isEqualTo(600);
        assertThat(request.untrustedFormat()).isEqualTo(0x34325258);
    }

    @Test
    void setConfigArrives() {
        DisplRequests.setConfig(front, 1, 7, 1, 2, 3, 4, 32);
        assertThat(back.next(request)).isTrue();
        assertThat(request.operation()).isEqualTo(Displif.OP_SET_CONFIG);
        assertThat(request.untrustedFbCookie()).isEqualTo(7);
        assertThat(request.untrustedX()).isEqualTo(1);
        assertThat(request.untrustedY()).isEqualTo(2);
        assertThat(request.untrustedWidth()).isEqualTo(3);
        assertThat(request.untrustedHeight()).isEqualTo(4);
        assertThat(request.untrustedBitsPerPixel()).isEqualTo(32);
    }

    @Test
    void requestsOfOneValueArrive() {
        DisplRequests.dbufDestroy(front, 1, 11);
        DisplRequests.fbDetach(front, 2, 12);
        DisplRequests.pageFlip(front, 3, 13);
        DisplRequests.getEdid(front, 4, 32768, new GrantRef(14));
        assertThat(back.pending()).isEqualTo(4);
        back.next(request);
        assertThat(request.operationName()).isEqualTo("DBUF_DESTROY");
        assertThat(request.untrustedDbufCookie()).isEqualTo(11);
        back.next(request);
        assertThat(request.operationName()).isEqualTo("FB_DETACH");
        assertThat(request.untrustedFbCookie()).isEqualTo(12);
        back.next(request);
        assertThat(request.operationName()).isEqualTo("PG_FLIP");
        assertThat(request.untrustedFbCookie()).isEqualTo(13);
        back.next(request);
        assertThat(request.operationName()).isEqualTo("GET_EDID");
        assertThat(request.untrustedBufferSize()).isEqualTo(32768);
        assertThat(request.untrustedDirectory()).isEqualTo(new GrantRef(14));
        assertThat(back.next(request)).isFalse();
    }

    @Test
    void requestsAndResponsesLieWhereTheHeaderPutsThem() {
        DisplRequests.pageFlip(front, 0x4321, 9);
        DisplRequests.pageFlip(front, 2, 10);
        assertThat(page.getInt(0)).as("req_prod").isEqualTo(2);
        assertThat(page.getInt(64)).isEqualTo(0x154321);
        assertThat(page.getLong(64 + 8)).isEqualTo(9);
        assertThat(page.getLong(128 + 8)).isEqualTo(10);
        back.next(request);
        back.respond(request, -22);
        assertThat(page.getInt(8)).as("rsp_prod").isZero();
        back.publish();
        assertThat(page.getInt(8)).as("rsp_prod").isEqualTo(1);
        assertThat(page.getInt(64)).isEqualTo(0x154321);
        assertThat(page.getInt(64 + 4)).as("status").isEqualTo(-22);
    }

    @Test
    void aResponseLeavesNothingOfTheRequest() {
        for (int i = 64; i < 4096; i += 4) {
            page.putInt(i, -1);
        }
        page.putInt(Displif.REQ_PROD, 1);
        back.next(request);
        back.respond(request, 0);
        for (int i = 4; i < 64; i += 4) {
            assertThat(page.getInt(64 + i)).as("byte " + i).isZero();
        }
        assertThat(page.getInt(64)).as("id and operation, nothing reserved").isEqualTo(0xffffff);
    }

    @Test
    void aCopyDoesNotChangeWhenTheGuestWritesAgain() {
        DisplRequests.pageFlip(front, 1, 5);
        back.next(request);
        page.putLong(64 + 8, 6);
        page.putInt(64, -1);
        assertThat(request.untrustedFbCookie()).isEqualTo(5);
        assertThat(request.id()).isEqualTo(1);
        back.respond(request, 0);
        back.publish();
        assertThat(front.next(response)).isTrue();
        assertThat(response.id()).isEqualTo(1);
        assertThat(response.operation()).isEqualTo(Displif.OP_PG_FLIP);
        assertThat(response.status()).isZero();
    }

    @Test
    void theSizeOfAnEdidIsTold() {
        DisplRequests.getEdid(front, 1, 32768, new GrantRef(14));
        back.next(request);
        back.respondEdid(request, 128);
        back.publish();
        front.next(response);
        assertThat(response.edidSize()).isEqualTo(128);
        assertThat(response.status()).isZero();
    }

    @Test
    void theLastThatWasReadIsToldOfTheNext() {
        assertThat(DisplRequests.pageFlip(front, 1, 5)).as("the first one").isTrue();
        assertThat(DisplRequests.pageFlip(front, 2, 5))
                .as("while it has not looked")
                .isFalse();
        assertThat(back.next(request)).isTrue();
        assertThat(DisplRequests.pageFlip(front, 3, 5)).as("while it reads").isFalse();
        assertThat(back.next(request)).isTrue();
        assertThat(back.next(request)).isTrue();
        assertThat(back.next(request)).isFalse();
        assertThat(DisplRequests.pageFlip(front, 4, 5))
                .as("after it found none")
                .isTrue();
    }

    @Test
    void theFrontendIsNotifiedWhenItWaits() {
        for (int i = 0; i < 3; i++) {
            DisplRequests.pageFlip(front, i, 5);
            back.next(request);
        }
        back.respond(0, Displif.OP_PG_FLIP, 0);
        assertThat(back.publish()).isTrue();
        back.respond(1, Displif.OP_PG_FLIP, 0);
        assertThat(back.publish()).as("it has not looked").isFalse();
        assertThat(front.next(response)).isTrue();
        assertThat(front.next(response)).isTrue();
        assertThat(front.next(response)).isFalse();
        back.respond(2, Displif.OP_PG_FLIP, 0);
        assertThat(back.publish()).isTrue();
        assertThat(back.publish()).as("nothing new").isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -5, Integer.MAX_VALUE - 3, 65530})
    void countsWrapWithoutLosingARequest(int start) {
        page.putInt(Displif.REQ_PROD, start);
        page.putInt(Displif.RSP_PROD, start);
        page.putInt(Displif.REQ_EVENT, start + 1);
        BackRing ring = BackRing.attach(page);
        for (int i = 0; i < 100; i++) {
            int slot = 64 + Integer.remainderUnsigned(start + i, 32) * 64;
            page.putLong(slot + 8, i);
            page.putInt(Displif.REQ_PROD, start + i + 1);
            assertThat(ring.next(request)).isTrue();
            assertThat(request.untrustedFbCookie()).isEqualTo(i);
            ring.respond(request, 0);
            ring.publish();
        }
        assertThat(ring.next(request)).isFalse();
        assertThat(page.getInt(Displif.RSP_PROD)).isEqualTo(start + 100);
    }

    @Test
    void aFullRingIsRead() {
        for (int i = 0; i < 32; i++) {
            DisplRequests.pageFlip(front, i, i);
        }
        assertThat(front.room()).isZero();
        for (int i = 0; i < 32; i++) {
            assertThat(back.next(request)).isTrue();
            assertThat(request.untrustedFbCookie()).isEqualTo(i);
        }
        assertThat(back.next(request)).isFalse();
        assertThat(back.unanswered()).isEqualTo(32);
        for (int i = 0; i < 32; i++) {
            back.respond(i, Displif.OP_PG_FLIP, -i);
        }
        back.publish();
        for (int i = 0; i < 32; i++) {
            assertThat(front.next(response)).isTrue();
            assertThat(response.status()).isEqualTo(-i);
        }
        assertThat(front.room()).isEqualTo(32);
    }

    @Test
    void attachReadsAgainWhatWasNotAnswered() {
        for (int i = 0; i < 3; i++) {
            DisplRequests.pageFlip(front, i, i);
            back.next(request);
        }
        back.respond(0, Displif.OP_PG_FLIP, 0);
        back.publish();
        back.respond(1, Displif.OP_PG_FLIP, 0);

        BackRing next = BackRing.attach(page);
        assertThat(next.pending()).isEqualTo(2);
        assertThat(next.next(request)).isTrue();
        assertThat(request.id()).as("its answer was not published").isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 33, 'its request ring claims 33 requests (req_prod 33, read 0) and has room for 32'",
        "0, -1, 'its request ring claims 4294967295 requests (req_prod 4294967295, read 0) and has room for 32'",
        "7, 6, 'its request ring claims 4294967295 requests (req_prod 6, read 7) and has room for 32'",
        "0, -2147483648, 'its request ring claims 2147483648 requests (req_prod 2147483648, read 0) and has room for 32'",
        "-1, 32, 'its request ring claims 33 requests (req_prod 32, read 4294967295) and has room for 32'",
    })
    void aCountThatCannotBeIsNoRing(int rspProd, int reqProd, String message) {
        page.putInt(Displif.RSP_PROD, rspProd);
        page.putInt(Displif.REQ_PROD, reqProd);
        assertThatThrownBy(() -> BackRing.attach(page))
                .isInstanceOf(ProtocolException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"4, 'claims 4294967295 requests'", "33, 'claims 28 requests (req_prod 33, read 5) and has room for 27'"
    })
    void requestsThatWaitForAnAnswerTakeRoom(int reqProd, String message) {
        for (int i = 0; i < 5; i++) {
            DisplRequests.pageFlip(front, i, i);
            back.next(request);
        }
        page.putInt(Displif.REQ_PROD, reqProd);
        assertThatThrownBy(() -> back.next(request))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(message);
    }

    @Test
    void theGuestCannotMoveOurCounts() {
        DisplRequests.pageFlip(front, 1, 5);
        page.putInt(Displif.RSP_PROD, 1000);
        page.putInt(Displif.REQ_EVENT, -77);
        page.putInt(Displif.RSP_EVENT, 12345);
        assertThat(back.next(request)).isTrue();
        back.respond(request, 0);
        back.publish();
        assertThat(page.getInt(Displif.RSP_PROD)).isEqualTo(1);
    }

    @Test
    void anAnswerToNoRequestIsOurMistake() {
        assertThatThrownBy(() -> back.respond(1, 2, 0)).isInstanceOf(IllegalStateException.class);
        DisplRequests.pageFlip(front, 1, 5);
        back.next(request);
        assertThatThrownBy(() -> back.respond(request, 22)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Whatever the page holds, reading it ends, and throws nothing but {@link ProtocolException}. */
    @Test
    void anyPageIsReadOrRefused() {
        int read = 0;
        for (int seed = 0; seed < 2000; seed++) {
            Random random = new Random(seed);
            GuestPages noise = Pages.random(seed);
            int ahead = random.nextInt(80) - 40;
            noise.putInt(Displif.REQ_PROD, noise.getInt(Displif.RSP_PROD) + ahead);
            try {
                BackRing ring = BackRing.attach(noise);
                assertThat(ahead).isBetween(0, 32);
                while (ring.next(request)) {
                    read++;
                    ahead--;
                    request.operationName();
                    ring.respond(request, 0);
                    ring.publish();
                }
                assertThat(ahead).isZero();
            } catch (ProtocolException e) {
                assertThat(ahead).matches(n -> n < 0 || n > 32);
            }
        }
        assertThat(read).isPositive();
    }

    @Test
    void responsesToNoRequestAreNotTaken() {
        page.putInt(Displif.RSP_PROD, 1);
        assertThatThrownBy(() -> front.next(response)).isInstanceOf(ProtocolException.class);
    }

    @Test
    void movingARequestAllocatesNothing() {
        com.sun.management.ThreadMXBean threads =
                (com.sun.management.ThreadMXBean) java.lang.management.ManagementFactory.getThreadMXBean();
        DisplEventWriter events = DisplEventWriter.attach(Pages.zeroed(1));
        long[] bytes = new long[20];
        for (int round = 0; round < bytes.length; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 1000; i++) {
                DisplRequests.pageFlip(front, i, 5);
                back.next(request);
                events.flipDone(request.untrustedFbCookie());
                back.respond(request, 0);
                back.publish();
                front.next(response);
            }
            bytes[round] = threads.getCurrentThreadAllocatedBytes() - before;
        }
        // Measuring itself allocates now and then; a request would show a thousand times.
        assertThat(Arrays.stream(bytes).min().orElseThrow()).isLessThan(1000);
    }
}
