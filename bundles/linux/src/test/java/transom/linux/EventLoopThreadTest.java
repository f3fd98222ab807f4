package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** The loop with a thread of its own. */
@ExtendWith(Leaks.class)
@Timeout(60)
class EventLoopThreadTest {

    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final EventLoop loop = new EventLoop("threaded");

    @BeforeEach
    void start() {
        loop.start();
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void everythingRunsOnItsThread() throws InterruptedException {
        CountDownLatch readable = new CountDownLatch(1);
        List<String> threads = new ArrayList<>();
        try (EventFd event = EventFd.create()) {
            loop.call(
                    () -> {
                        threads.add(Thread.currentThread().getName());
                        assertThat(loop.inLoop()).isTrue();
                        loop.add(event.fd(), () -> {
                            threads.add(Thread.currentThread().getName());
                            loop.remove(event.fd());
                            readable.countDown();
                        });
                        return null;
                    },
                    LIMIT);
            event.signal();
            assertThat(readable.await(20, TimeUnit.SECONDS)).isTrue();
        }
        CountDownLatch scheduled = new CountDownLatch(1);
        loop.schedule(scheduled::countDown, 1);
        assertThat(scheduled.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(loop.inLoop()).isFalse();
        assertThat(threads).containsExactly("threaded", "threaded");
    }

    @Test
    void noPostIsLostWhoeverPosts() throws InterruptedException {
        int each = 20_000;
        AtomicInteger runs = new AtomicInteger();
        Runnable count = runs::incrementAndGet;
        List<Thread> posters = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            Thread poster = new Thread(() -> {
                for (int n = 0; n < each; n++) {
                    loop.post(count);
                }
            });
            posters.add(poster);
            poster.start();
        }
        for (Thread poster : posters) {
            poster.join();
        }
        Awaitility.await().atMost(LIMIT).until(() -> runs.get() == 3 * each);
    }

    @Test
    void callPassesExceptionsOn() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> loop.call(
                        () -> {
                            throw new IllegalArgumentException("mine");
                        },
                        LIMIT))
                .withMessage("mine");
        assertThatExceptionOfType(CompletionException.class)
                .isThrownBy(() -> loop.call(
                        () -> {
                            throw new IOException("checked");
                        },
                        LIMIT))
                .withRootCauseInstanceOf(IOException.class);
    }

    @Test
    void callGivesUpAndTheTaskNeverRuns() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        AtomicInteger runs = new AtomicInteger();
        loop.post(() -> awaitQuietly(busy));
        assertThatExceptionOfType(LoopTimeoutException.class)
                .isThrownBy(() -> loop.call(runs::incrementAndGet, Duration.ofMillis(20)))
                .withMessage("the threaded loop did not answer within 20 ms");
        busy.countDown();
        assertThat(loop.<String>call(() -> "done", LIMIT)).isEqualTo("done");
        assertThat(runs).hasValue(0);
    }

    @Test
    void closeTellsThoseWhoWait() throws InterruptedException {
        CountDownLatch busy = new CountDownLatch(1);
        CountDownLatch posted = new CountDownLatch(1);
        loop.post(() -> {
            posted.countDown();
            awaitQuietly(busy);
        });
        posted.await();
        List<Throwable> told = new ArrayList<>();
        Thread waiting = new Thread(() -> {
            try {
                loop.call(() -> 1, LIMIT);
            } catch (IllegalStateException e) {
                told.add(e);
            }
        });
        waiting.start();
        Awaitility.await().atMost(LIMIT).until(() -> waiting.getState() == Thread.State.TIMED_WAITING);
        Thread closing = new Thread(loop::close);
        closing.start();
        Awaitility.await().atMost(LIMIT).until(() -> closing.getState() == Thread.State.TIMED_WAITING);
        busy.countDown();
        waiting.join();
        closing.join();
        assertThat(told).hasSize(1);
        assertThat(told.get(0)).hasMessageContaining("closed");
    }

    @Test
    void itBelongsToItsThread() {
        Timer timer = loop.timer(() -> {});
        assertThatIllegalStateException()
                .isThrownBy(() -> loop.add(0, () -> {}))
                .withMessageContaining("threaded loop");
        assertThatIllegalStateException().isThrownBy(() -> loop.remove(0));
        assertThatIllegalStateException().isThrownBy(() -> timer.set(1));
        assertThatIllegalStateException().isThrownBy(loop::start);
        loop.close();
        loop.remove(0);
        timer.cancel();
        assertThatIllegalStateException().isThrownBy(() -> loop.call(() -> 1, LIMIT));
    }

    @Test
    void mayCloseItself() {
        loop.post(loop::close);
        Awaitility.await().atMost(LIMIT).until(() -> Leaks.held().get("anon_inode:[eventpoll]") == null);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
