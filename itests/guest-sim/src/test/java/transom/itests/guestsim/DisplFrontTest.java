package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.linux.EventLoop;
import transom.xen.DomId;
import transom.xen.Hypervisor.Usage;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.machine.Simulator;

/** The driver behaves as Linux's does, step by step. */
class DisplFrontTest {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

    @TempDir
    Path directory;

    private final EventLoop loop = new EventLoop("test-guest");
    private Simulator simulator;
    private Program program;
    private TestDisplBackend backend;

    @BeforeEach
    void start() {
        simulator = Simulator.start(new SimSockets(directory));
        loop.start();
    }

    private void begin(int backendAllocates) {
        Options options = Options.parse(List.of(
                "--control",
                directory.toString(),
                "--protocol",
                "displif",
                "--be-alloc",
                "" + backendAllocates,
                "--size",
                "64x48"));
        program = new Program(options, loop, reason -> {});
        backend = new TestDisplBackend(directory, new DomId(program.domid()));
        onLoop(() -> {
            program.start(() -> {});
            return null;
        });
    }

    @AfterEach
    void stop() {
        backend.close();
        program.close();
        simulator.close();
    }

    private <T> T onLoop(Callable<T> task) {
        return loop.call(task, Duration.ofSeconds(10));
    }

    private Map<String, Object> status() {
        return onLoop(program::status);
    }

    private void pollUntil(Callable<Boolean> condition) {
        await().until(() -> {
            backend.poll();
            return condition.call();
        });
    }

    private long flips() {
        return ((Number) status().get("flips")).longValue();
    }

    @Test
    void itOffersNothingBeforeTheBackendWaits() {
        begin(0);
        assertThat(backend.front("state")).isEqualTo("1");
        assertThat(backend.front("0/req-ring-ref")).isEmpty();
        assertThat(backend.front("0/resolution")).isEqualTo("64x48");
        backend.back("state", "2");
        backend.awaitFront("3");
        assertThat(backend.front("0/req-ring-ref")).matches("[0-9]+");
        assertThat(backend.front("0/req-event-channel")).matches("[0-9]+");
        assertThat(backend.front("0/evt-ring-ref")).matches("[0-9]+");
        assertThat(backend.front("0/evt-event-channel")).matches("[0-9]+");
    }

    @Test
    void itAsksInTheOrderOfLinux() {
        begin(0);
        backend.connect();
        pollUntil(() -> flips() >= 10);
        assertThat(backend.operations.subList(0, 7))
                .containsExactly(
                        "DBUF_CREATE", "FB_ATTACH", "DBUF_CREATE", "FB_ATTACH", "SET_CONFIG", "PG_FLIP", "PG_FLIP");
        assertThat(status())
                .containsEntry("refused", 0L)
                .containsEntry("dropped", 0L)
                .containsEntry("fault", "");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void switchedOffItGivesAllBack(int backendAllocates) throws Exception {
        begin(backendAllocates);
        backend.connect();
        pollUntil(() -> flips() >= 3);
        onLoop(() -> program.freeze());
        pollUntil(() -> status().get("consumed").equals(true));
        backend.operations.clear();
        onLoop(() -> program.power(false));
        pollUntil(() -> status().get("consumed").equals(true));
        assertThat(backend.operations)
                .containsExactly("FB_DETACH", "SET_CONFIG", "FB_DETACH", "DBUF_DESTROY", "DBUF_DESTROY");
        assertThat(backend.visible()).isZero();
        backend.unmap();
        assertThat(backend.xen.usage()).isEqualTo(NOTHING);
        assertThat(status()).containsEntry("fault", "").containsEntry("refused", 0L);
    }

    @Test
    void aRequestWithoutAnAnswerIsGivenUp() {
        begin(0);
        backend.connect();
        pollUntil(() -> flips() >= 3);
        backend.silent = true;
        await().atMost(Duration.ofSeconds(20))
                .until(() -> status().get("timeouts").equals(1L));
        backend.silent = false;
        long before = flips();
        pollUntil(() -> flips() > before + 3);
        assertThat(((Number) status().get("dropped")).longValue())
                .as("late answers")
                .isPositive();
    }

    @Test
    void aRefusalIsSaid() {
        begin(0);
        backend.refuse = -12;
        backend.connect();
        pollUntil(() -> status().get("fault").equals("DBUF_CREATE: -12"));
        assertThat(backend.operations).containsExactly("DBUF_CREATE");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void afterTheBackendWasGoneItConnectsAgain(int backendAllocates) {
        begin(backendAllocates);
        backend.connect();
        pollUntil(() -> flips() >= 3);
        AtomicLong before = new AtomicLong(flips());
        backend.unmap();
        backend.back("state", "6");
        backend.awaitFront("6");
        assertThat(backend.xen.usage()).isEqualTo(NOTHING);
        backend.back("state", "1");
        backend.awaitFront("1");
        backend.connect();
        pollUntil(() -> flips() >= before.get() + 3);
        assertThat(status()).containsEntry("connections", 2L).containsEntry("fault", "");
    }
}
