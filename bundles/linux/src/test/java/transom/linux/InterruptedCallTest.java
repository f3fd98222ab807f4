package transom.linux;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Function;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signals arrive while a call waits. */
@ExtendWith(Leaks.class)
@Timeout(60)
class InterruptedCallTest {

    private static final int SIGURG = 23; // asm-generic/signal.h; nobody else here uses it
    private static final int SYS_GETTID = 186; // asm/unistd_64.h
    private static final int SYS_TGKILL = 234;

    private static int syscall(Object... arguments) {
        return Function.getFunction("c", "syscall").invokeInt(arguments);
    }

    /** Makes the JVM handle the signal: one that is ignored interrupts nothing. The class is not in the API. */
    private static void handle(String signal) throws ReflectiveOperationException {
        Class<?> handler = Class.forName("sun.misc.SignalHandler");
        Class<?> type = Class.forName("sun.misc.Signal");
        Object nothing = Proxy.newProxyInstance(
                InterruptedCallTest.class.getClassLoader(),
                new Class<?>[] {handler},
                (proxy, method, arguments) -> null);
        try {
            type.getMethod("handle", type, handler)
                    .invoke(null, type.getConstructor(String.class).newInstance(signal), nothing);
        } catch (InvocationTargetException e) {
            throw new AssertionError(e.getCause());
        }
    }

    /** The thread may have gone: then nothing happens. */
    private static void interrupt(int thread) {
        syscall(SYS_TGKILL, Posix.getpid(), thread, SIGURG);
    }

    @Test
    void eintrIsAValueOfPoll() throws Exception {
        handle("URG");
        try (EventFd never = EventFd.create()) {
            CompletableFuture<Integer> thread = new CompletableFuture<>();
            CompletableFuture<Integer> result = CompletableFuture.supplyAsync(() -> {
                thread.complete(syscall(SYS_GETTID));
                return Posix.poll(never.fd(), Posix.POLLIN, 30_000);
            });
            int waiting = thread.get(20, TimeUnit.SECONDS);
            Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
                interrupt(waiting);
                return result.isDone();
            });
            assertThat(result.get()).isEqualTo(-Errno.EINTR);
        }
    }

    @Test
    void aLoopGoesOn() throws Exception {
        handle("URG");
        AtomicInteger runs = new AtomicInteger();
        try (EventLoop loop = new EventLoop("interrupted")) {
            loop.start();
            int thread = loop.call(() -> syscall(SYS_GETTID), Duration.ofSeconds(20));
            for (int i = 0; i < 100; i++) {
                interrupt(thread);
                loop.post(runs::incrementAndGet);
            }
            assertThat(loop.<Integer>call(runs::get, Duration.ofSeconds(20))).isEqualTo(100);
        }
    }

    @Test
    void waitingForASocketGoesOnUntilItsTime() throws Exception {
        handle("URG");
        UnixSocket[] pair = UnixSocket.pair();
        CompletableFuture<Integer> thread = new CompletableFuture<>();
        CompletableFuture<Boolean> result = CompletableFuture.supplyAsync(() -> {
            thread.complete(syscall(SYS_GETTID));
            return pair[0].awaitReadable(30_000);
        });
        int waiting = thread.get(20, TimeUnit.SECONDS);
        for (int i = 0; i < 100; i++) {
            interrupt(waiting);
        }
        assertThat(result).isNotDone();
        pair[1].send(Direct.allocate(1));
        assertThat(result.get(20, TimeUnit.SECONDS)).isTrue();
        pair[0].close();
        pair[1].close();
    }
}
