package transom.xen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import transom.xen.XenStoreException;

class StoreClientTest {

    private static final BiConsumer<FakeDaemon, StoreMessage> SILENT = (daemon, request) -> {};

    @Test
    void anAnswerFindsItsRequestWhateverTheOrder() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(SILENT)) {
            CompletableFuture<String> a =
                    CompletableFuture.supplyAsync(() -> daemon.client.read("/a").orElse("missing"));
            StoreMessage first = daemon.nextRequest();
            CompletableFuture<String> b =
                    CompletableFuture.supplyAsync(() -> daemon.client.read("/b").orElse("missing"));
            StoreMessage second = daemon.nextRequest();
            daemon.answer(second, StoreOp.READ, "for b".getBytes());
            daemon.answer(first, StoreOp.READ, "for a".getBytes());
            assertThat(a.get()).isEqualTo("for a");
            assertThat(b.get()).isEqualTo("for b");
            assertThat(first.requestId()).isNotEqualTo(second.requestId());
        }
    }

    @Test
    void aMessageThatComesInPiecesIsPutTogether() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(SILENT)) {
            CompletableFuture<String> read =
                    CompletableFuture.supplyAsync(() -> daemon.client.read("/a").orElse("missing"));
            StoreMessage request = daemon.nextRequest();
            ByteBuffer bytes = ByteBuffer.allocateDirect(64);
            new StoreMessage(StoreOp.READ, request.requestId(), 0, "value".getBytes()).encode(bytes);
            bytes.flip();
            for (int i = 0; i < bytes.limit(); i++) {
                daemon.raw(bytes.duplicate().position(i).limit(i + 1).slice());
            }
            assertThat(read.get()).isEqualTo("value");
        }
    }

    @Test
    void errorsKeepTheirName() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.error(r, "EACCES"))) {
            assertThatThrownBy(() -> daemon.client.write("/a", "1"))
                    .isInstanceOfSatisfying(
                            XenStoreException.class, e -> assertThat(e.errno()).isEqualTo("EACCES"))
                    .hasMessageContaining("write /a|1")
                    .hasMessageContaining("EACCES");
        }
    }

    @Test
    void whatIsMissingIsNoError() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.error(r, "ENOENT"))) {
            assertThat(daemon.client.read("/a")).isEmpty();
            assertThat(daemon.client.directory("/a")).isEmpty();
            daemon.client.remove("/a");
            assertThatThrownBy(() -> daemon.client.permissions("/a")).isInstanceOf(XenStoreException.class);
        }
    }

    @Test
    void anAnswerThatIsTooLongEndsTheConnection() {
        assertLost((d, r) -> d.header(StoreOp.READ.code(), r.requestId(), 4097), "payload of 4097 bytes");
    }

    @Test
    void anAnswerOfNegativeLengthEndsTheConnection() {
        assertLost((d, r) -> d.header(StoreOp.READ.code(), r.requestId(), -1), "payload of 4294967295 bytes");
    }

    @Test
    void anAnswerToNobodyEndsTheConnection() {
        assertLost((d, r) -> d.header(StoreOp.READ.code(), r.requestId() + 77, 0), "nobody's request");
    }

    @Test
    void anAnswerOfAnotherKindEndsTheConnection() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.answer(r, StoreOp.MKDIR, new byte[0]))) {
            assertThatThrownBy(() -> daemon.client.read("/a")).hasMessageContaining("answered mkdir");
            assertThatThrownBy(() -> daemon.client.read("/b")).hasMessageContaining("is lost");
        }
    }

    @Test
    void aDaemonThatDiesInsideOfAMessageIsToldFromOneThatCloses() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(SILENT)) {
            CompletableFuture<?> read = CompletableFuture.supplyAsync(() -> daemon.client.read("/a"));
            StoreMessage request = daemon.nextRequest();
            daemon.header(StoreOp.READ.code(), request.requestId(), 100);
            daemon.hangUp();
            assertThatThrownBy(read::get).hasMessageContaining("inside of a message");
        }
    }

    private static void assertLost(BiConsumer<FakeDaemon, StoreMessage> script, String why) {
        try (FakeDaemon daemon = new FakeDaemon(script)) {
            assertThatThrownBy(() -> daemon.client.read("/a"))
                    .isInstanceOfSatisfying(
                            XenStoreException.class, e -> assertThat(e.errno()).isEqualTo("EIO"))
                    .hasMessageContaining(why);
            assertThatThrownBy(() -> daemon.client.write("/b", "x")).hasMessageContaining("is lost");
            Awaitility.await().until(() -> daemon.lost.size() == 1);
            assertThat(daemon.lost.get(0)).contains("test").contains(why);
        }
    }

    @Test
    void aCallThatIsNotAnsweredInTimeFailsAndItsLateAnswerIsDropped() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(SILENT, Duration.ofMillis(50))) {
            assertThatThrownBy(() -> daemon.client.read("/a")).hasMessageContaining("no answer in PT0.05S");
            daemon.answer(daemon.nextRequest(), StoreOp.READ, "late".getBytes());
            CompletableFuture<String> next =
                    CompletableFuture.supplyAsync(() -> daemon.client.read("/b").orElse("missing"));
            daemon.answer(daemon.nextRequest(), StoreOp.READ, "in time".getBytes());
            assertThat(next.get()).isEqualTo("in time");
        }
    }

    @Test
    void aTransactionIsTriedAgainWhileItConflicts() {
        AtomicInteger ends = new AtomicInteger();
        try (FakeDaemon daemon = new FakeDaemon(
                (d, r) -> transaction(d, r, r.is(StoreOp.TRANSACTION_END) && ends.incrementAndGet() >= 3))) {
            AtomicInteger runs = new AtomicInteger();
            assertThat(daemon.client.<Integer>transaction(store -> runs.incrementAndGet()))
                    .isEqualTo(3);
        }
    }

    @Test
    void aTransactionThatAlwaysConflictsIsGivenUp() {
        AtomicInteger runs = new AtomicInteger();
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> transaction(d, r, false))) {
            assertThatThrownBy(() -> daemon.client.transaction(store -> runs.incrementAndGet()))
                    .isInstanceOfSatisfying(
                            XenStoreException.class, e -> assertThat(e.errno()).isEqualTo("EAGAIN"));
            assertThat(runs).hasValue(StoreClient.ATTEMPTS);
        }
    }

    private static void transaction(FakeDaemon daemon, StoreMessage request, boolean commits) {
        if (request.is(StoreOp.TRANSACTION_START)) {
            daemon.answer(request, StoreOp.TRANSACTION_START, StorePayload.strings("7"));
        } else if (commits) {
            daemon.ok(request);
        } else {
            daemon.error(request, "EAGAIN");
        }
    }

    @Test
    void workThatThrowsEndsItsTransactionWithoutEffect() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> transaction(d, r, true))) {
            assertThatThrownBy(() -> daemon.client.transaction(store -> {
                        throw new IllegalStateException("changed my mind");
                    }))
                    .hasMessage("changed my mind");
            daemon.nextRequest();
            StoreMessage end = daemon.nextRequest();
            assertThat(end.is(StoreOp.TRANSACTION_END)).isTrue();
            assertThat(StorePayload.first(end.payload())).isEqualTo("F");
            assertThat(end.transactionId()).isEqualTo(7);
        }
    }

    @Test
    void aLongListComesInPartsAndIsBegunAgainWhenItChanges() {
        AtomicInteger parts = new AtomicInteger();
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> {
            if (r.is(StoreOp.DIRECTORY)) {
                d.error(r, "E2BIG");
                return;
            }
            String[] answers = {"1\0a\0b\0", "2\0c\0\0", "2\0x\0y\0", "2\0z\0\0"};
            d.answer(r, StoreOp.DIRECTORY_PART, answers[parts.getAndIncrement()].getBytes());
        })) {
            assertThat(daemon.client.directory("/long")).containsExactly("x", "y", "z");
        }
    }

    @Test
    void aValueThatNoMessageHoldsIsRefusedBeforeItIsSent() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            assertThatThrownBy(() -> daemon.client.write("/a", "x".repeat(4096)))
                    .isInstanceOfSatisfying(
                            XenStoreException.class, e -> assertThat(e.errno()).isEqualTo("E2BIG"));
            assertThat(daemon.requests).isEmpty();
        }
    }

    @Test
    void aRelativePathIsTheCallersMistake() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            for (String path : List.of("", "device/vfb", "/a\0b")) {
                assertThatThrownBy(() -> daemon.client.read(path)).isInstanceOf(IllegalArgumentException.class);
            }
        }
    }

    @Test
    void callsOnTheLoopAreRefused() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            assertThatThrownBy(() -> daemon.clientLoop.call(() -> daemon.client.read("/a"), Duration.ofSeconds(5)))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("on the loop");
        }
    }

    @Test
    void closingEndsCallsThatWait() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon(SILENT)) {
            CompletableFuture<?> read = CompletableFuture.supplyAsync(() -> daemon.client.read("/a"));
            daemon.nextRequest();
            daemon.client.close();
            assertThatThrownBy(read::get).hasMessageContaining("closed");
            assertThat(daemon.lost).isEmpty();
        }
    }
}
