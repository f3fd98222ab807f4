package transom.itests.guestsim;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.Box;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FramebufferLayout;
import transom.linux.EventLoop;
import transom.xen.Hypervisor.Usage;
import transom.xen.sim.control.LeakCheck;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.machine.Simulator;

/** The driver behaves as Linux's does, step by step. */
class FbFrontTest {

    private static final FramebufferLayout LAYOUT = new FramebufferLayout(64, 48, 256, 0, 32, 64 * 48 * 8);

    private static final Box WHOLE = Box.full(64, 48);

    @TempDir
    Path directory;

    private final EventLoop loop = new EventLoop("test-guest");
    private Simulator simulator;
    private SimGuest guest;
    private TestBackend backend;
    private FbFront front;

    @BeforeEach
    void start() {
        simulator = Simulator.start(new SimSockets(directory));
        guest = SimGuest.create(directory, "linux", 256, "vfb", "vkbd");
        backend = new TestBackend(directory, guest.id());
        loop.start();
        front = onLoop(() -> new FbFront(guest, LAYOUT, Abi.X86_64, loop));
    }

    @AfterEach
    void stop() {
        onLoop(() -> {
            front.close();
            return null;
        });
        loop.close();
        backend.close();
        guest.close();
        simulator.close();
    }

    private <T> T onLoop(Callable<T> task) {
        return loop.call(task, Duration.ofSeconds(10));
    }

    private void refresh(int x, int y, int width, int height) {
        onLoop(() -> {
            front.refresh(x, y, width, height);
            return null;
        });
    }

    @Test
    void itOffersItsPageBeforeThereIsABackend() {
        assertThat(backend.front("state")).isEqualTo("3");
        assertThat(backend.front("protocol")).isEqualTo("x86_64-abi");
        assertThat(backend.front("feature-update")).isEqualTo("1");
        assertThat(backend.front("page-ref")).matches("[0-9]+");
        assertThat(backend.front("event-channel")).matches("[0-9]+");
    }

    @Test
    void itTellsUpdatesOnlyIfAsked() {
        backend.back("state", "2");
        backend.awaitFront("4");
        backend.map();
        backend.back("state", "4");
        refresh(0, 0, 10, 10);
        assertThat(backend.poll()).isZero();
        backend.back("request-update", "1");
        backend.back("state", "4");
        Awaitility.await().until(() -> backend.poll() == 1);
        refresh(1, 2, 3, 4);
        assertThat(backend.poll()).isEqualTo(1);
        assertThat(backend.updates).containsExactly(WHOLE, new Box(1, 2, 3, 4));
        assertThat(onLoop(front::isConsumed)).isTrue();
    }

    @Test
    void aFullRingLeavesOneRectangleThatIsSentWhenThereIsRoom() {
        backend.connect();
        Awaitility.await().until(() -> backend.poll() == 1);
        backend.updates.clear();
        for (int i = 0; i < 51; i++) {
            refresh(i, 0, 1, 1);
        }
        refresh(10, 20, 5, 5);
        refresh(30, 10, 5, 5);
        assertThat(onLoop(front::ringFull)).isEqualTo(2);
        assertThat(backend.poll()).isEqualTo(51);
        Awaitility.await().until(() -> backend.poll() == 1);
        assertThat(backend.updates).hasSize(52).endsWith(new Box(10, 10, 25, 15));
        assertThat(onLoop(front::isConsumed)).isTrue();
    }

    @Test
    void aBackendThatLeavesAndComesBackFindsTheSamePages() {
        LeakCheck leaks = LeakCheck.begin(backend.xen::held);
        backend.connect();
        String pageRef = backend.front("page-ref");
        String port = backend.front("event-channel");
        backend.back("state", "5");
        backend.awaitFront("6");
        backend.unmap();
        backend.back("state", "6");
        leaks.assertNone();
        assertThat(backend.xen.usage()).isEqualTo(new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0));
        backend.connect();
        assertThat(backend.front("page-ref")).isEqualTo(pageRef);
        assertThat(backend.front("event-channel")).isEqualTo(port);
        refresh(0, 0, 64, 48);
        Awaitility.await().until(() -> backend.poll() > 0);
        assertThat(backend.updates).endsWith(new Box(0, 0, 64, 48));
    }

    @Test
    void aResizeIsToldBeforeTheNextUpdate() {
        backend.connect();
        Awaitility.await().until(() -> backend.poll() == 1);
        backend.updates.clear();
        onLoop(() -> {
            front.resize(new FramebufferLayout(32, 96, 256, 0, 32, LAYOUT.memory()));
            front.refresh(0, 0, 32, 96);
            return null;
        });
        assertThat(backend.poll()).isEqualTo(2);
        assertThat(backend.resizes).containsExactly("32x96");
        assertThat(backend.updates).containsExactly(new Box(0, 0, 32, 96));
    }
}
