package transom.xen.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import transom.xen.StoreWatch;

class StoreWatchTest {

    private final List<String> heard = new CopyOnWriteArrayList<>();

    private static void event(FakeDaemon daemon, String path, String token) {
        daemon.send(new StoreMessage(StoreOp.WATCH_EVENT, 0, 0, StorePayload.strings(path, token)));
    }

    private static String token(StoreMessage watch) {
        return StorePayload.split(watch.payload()).get(1);
    }

    @Test
    void everyWatchHearsItsOwnEvents() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            daemon.client.watch("/a", path -> heard.add("a:" + path));
            String a = token(daemon.nextRequest());
            daemon.client.watch("/a", path -> heard.add("b:" + path));
            String b = token(daemon.nextRequest());
            assertThat(a).isNotEqualTo(b);
            event(daemon, "/a/x", b);
            event(daemon, "/a/y", a);
            Awaitility.await().until(() -> heard.size() == 2);
            assertThat(heard).containsExactly("b:/a/x", "a:/a/y");
        }
    }

    @Test
    void aClosedWatchHearsNothing() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            StoreWatch watch = daemon.client.watch("/a", heard::add);
            String token = token(daemon.nextRequest());
            watch.close();
            watch.close();
            assertThat(daemon.nextRequest().is(StoreOp.UNWATCH)).isTrue();
            event(daemon, "/a", token);
            daemon.client.mkdir("/after");
            assertThat(heard).isEmpty();
            assertThat(daemon.client.watchedPaths()).isEmpty();
        }
    }

    @Test
    void closeWaitsForACallThatIsUnderWay() throws Exception {
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            StoreWatch watch = daemon.client.watch("/a", path -> {
                entered.countDown();
                awaitQuietly(leave);
                heard.add("left");
            });
            event(daemon, "/a", token(daemon.nextRequest()));
            assertThat(entered.await(10, TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Void> closing = CompletableFuture.runAsync(() -> {
                watch.close();
                heard.add("closed");
            });
            leave.countDown();
            closing.get(10, TimeUnit.SECONDS);
            assertThat(heard).containsExactly("left", "closed");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void aListenerMayCloseItsOwnWatch() throws Exception {
        AtomicReference<StoreWatch> watch = new AtomicReference<>();
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            watch.set(daemon.client.watch("/a", path -> {
                heard.add(path);
                watch.get().close();
            }));
            String token = token(daemon.nextRequest());
            event(daemon, "/a", token);
            event(daemon, "/a/again", token);
            assertThat(daemon.nextRequest().is(StoreOp.UNWATCH)).isTrue();
            daemon.client.mkdir("/after");
            assertThat(heard).containsExactly("/a");
        }
    }

    @Test
    void aListenerThatThrowsKeepsNobodyElseFromHearing() throws Exception {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            daemon.client.watch("/bad", path -> {
                throw new IllegalStateException("the test's listener throws");
            });
            String bad = token(daemon.nextRequest());
            daemon.client.watch("/good", heard::add);
            String good = token(daemon.nextRequest());
            ByteBuffer both = ByteBuffer.allocateDirect(256);
            new StoreMessage(StoreOp.WATCH_EVENT, 0, 0, StorePayload.strings("/bad", bad)).encode(both);
            new StoreMessage(StoreOp.WATCH_EVENT, 0, 0, StorePayload.strings("/good", good)).encode(both);
            daemon.raw(both.flip());
            Awaitility.await().until(() -> heard.contains("/good"));
            assertThat(daemon.lost).isEmpty();
        }
    }

    @Test
    void aWatchThatIsRefusedIsForgotten() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.error(r, "E2BIG"))) {
            assertThatThrownBy(() -> daemon.client.watch("/a", heard::add)).hasMessageContaining("E2BIG");
            assertThat(daemon.client.watchedPaths()).isEmpty();
        }
    }

    @Test
    void anEventWithoutATokenEndsTheConnection() {
        try (FakeDaemon daemon = new FakeDaemon((d, r) -> d.ok(r))) {
            daemon.send(new StoreMessage(StoreOp.WATCH_EVENT, 0, 0, StorePayload.strings("/a")));
            Awaitility.await().until(() -> daemon.lost.size() == 1);
            assertThat(daemon.lost.get(0)).contains("not a path and a token");
        }
    }
}
