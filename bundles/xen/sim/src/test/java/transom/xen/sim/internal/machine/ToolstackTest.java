package transom.xen.sim.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.StorePermission;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.control.Toolstack;
import transom.xen.store.StoreClient;

class ToolstackTest {

    @TempDir
    Path directory;

    private final EventLoop loop = new EventLoop("test");
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private SimSockets sockets;
    private Simulator simulator;
    private StoreClient store;
    private Toolstack toolstack;
    private GuestControl guest;
    private DeviceId vfb;
    private String back;

    @BeforeEach
    void start() {
        loop.start();
        sockets = new SimSockets(directory);
        simulator = Simulator.start(sockets, Duration.ofMillis(300));
        store = StoreClient.connect(sockets.store(), loop, reason -> {});
        toolstack = Toolstack.connect(sockets);
        store.watch("@introduceDomain", heard::add);
        store.watch("@releaseDomain", heard::add);
        guest = GuestControl.create(sockets, "linux", 4, List.of("vfb", "vkbd"));
        vfb = new DeviceId(guest.id(), "vfb", 0);
        back = vfb.backendPath(DomId.DOM0);
    }

    @AfterEach
    void stop() {
        guest.close();
        toolstack.close();
        store.close();
        simulator.close();
        loop.close();
    }

    @Test
    void aDomainComesWithTheNodesThatLibxlWrites() {
        String front = vfb.frontendPath();
        assertThat(store.read("/local/domain/1/name")).contains("linux");
        assertThat(store.read(front + "/backend")).contains(back);
        assertThat(store.read(front + "/backend-id")).contains("0");
        assertThat(store.read(front + "/state")).contains("1");
        assertThat(store.read(front + "/handle")).contains("0");
        assertThat(store.read(back + "/frontend")).contains(front);
        assertThat(store.read(back + "/frontend-id")).contains("1");
        assertThat(store.read(back + "/online")).contains("1");
        assertThat(store.read(back + "/state")).contains("1");
        assertThat(store.read(back + "/domain")).contains("linux");
        assertThat(store.read(back + "/vnc")).contains("0");
        assertThat(store.permissions(front + "/state"))
                .containsExactly(StorePermission.parse("n1"), StorePermission.parse("r0"));
        assertThat(store.permissions(back + "/state"))
                .containsExactly(StorePermission.parse("n0"), StorePermission.parse("r1"));
        assertThat(store.directory("/local/domain/0/backend")).containsExactly("vfb", "vkbd");
        Awaitility.await().untilAsserted(() -> assertThat(heard).hasSize(3).endsWith("@introduceDomain"));
    }

    @Test
    void aGuestSeesItsBackendAndWritesItsFrontend() {
        EventLoop guestLoop = new EventLoop("test-guest");
        guestLoop.start();
        try (StoreClient own = new StoreClient("guest", guest.openStore(), guestLoop, reason -> {})) {
            assertThat(own.read(back + "/state")).contains("1");
            own.write(vfb.frontendPath() + "/state", "3");
            assertThat(store.read(vfb.frontendPath() + "/state")).contains("3");
        } finally {
            guestLoop.close();
        }
    }

    @Test
    void removingADeviceWaitsForItsBackend() throws Exception {
        store.write(back + "/state", "4");
        CompletableFuture<Boolean> removal = CompletableFuture.supplyAsync(() -> toolstack.removeDevice(vfb));
        Awaitility.await().until(() -> store.read(back + "/state").orElse("").equals("5"));
        assertThat(store.read(back + "/online")).contains("0");
        store.write(back + "/state", "6");
        assertThat(removal.get(10, TimeUnit.SECONDS)).isTrue();
        assertThat(store.read(back)).isEmpty();
        assertThat(store.read(vfb.frontendPath())).isEmpty();
        assertThat(store.directory("/local/domain/0/backend/vfb")).isEmpty();
    }

    @Test
    void aBackendThatDoesNotAnswerIsRemovedAnyway() {
        store.write(back + "/state", "4");
        assertThat(toolstack.removeDevice(vfb)).isFalse();
        assertThat(store.read(back)).isEmpty();
    }

    @Test
    void aDisplaysConnectorsAreTheToolstacksToWrite() {
        DeviceId vdispl = new DeviceId(guest.id(), "vdispl", 1);
        toolstack.addDevice(vdispl, Map.of(), Map.of("be-alloc", "0", "1/resolution", "800x600"));
        String front = vdispl.frontendPath();
        assertThat(store.read(front + "/be-alloc")).contains("0");
        assertThat(store.read(front + "/1/resolution")).contains("800x600");
        assertThat(store.permissions(front + "/1/resolution")).hasToString("[n0, r" + guest.id() + "]");
        assertThat(store.permissions(front + "/1").get(0).domain()).isEqualTo(guest.id());
    }

    @Test
    void aDeviceThatNobodyServesIsRemovedAtOnce() {
        assertThat(toolstack.removeDevice(vfb)).isTrue();
        toolstack.addDevice(vfb, Map.of("vnc", "1"), Map.of("0/resolution", "640x480"));
        assertThat(store.read(back + "/vnc")).contains("1");
        assertThat(store.read(vfb.frontendPath() + "/0/resolution")).contains("640x480");
    }

    @Test
    void destroyingRemovesDevicesThenTheDomain() {
        assertThat(toolstack.destroy(guest.id())).isTrue();
        assertThat(store.read("/local/domain/1")).isEmpty();
        assertThat(store.read(back)).isEmpty();
        Awaitility.await().untilAsserted(() -> assertThat(heard).hasSize(4).endsWith("@releaseDomain"));
    }

    @Test
    void aGuestWhoseProcessEndsIsRemovedAsIfDestroyed() {
        store.write(back + "/state", "4");
        guest.close();
        Awaitility.await().until(() -> store.read(back + "/state").orElse("").equals("5"));
        assertThat(heard).endsWith("@releaseDomain");
        assertThat(store.read(vfb.frontendPath() + "/state")).contains("1");
        store.write(back + "/state", "6");
        Awaitility.await().until(() -> store.read("/local/domain/1").isEmpty());
        assertThat(store.read(back)).isEmpty();
    }

    @Test
    void twoWhoRemoveTheSameDeviceAreBothAnswered() throws Exception {
        store.write(back + "/state", "4");
        CompletableFuture<Boolean> removal = CompletableFuture.supplyAsync(() -> toolstack.removeDevice(vfb));
        Awaitility.await().until(() -> store.read(back + "/state").orElse("").equals("5"));
        guest.close();
        store.write(back + "/state", "6");
        assertThat(removal.get(10, TimeUnit.SECONDS)).isTrue();
        Awaitility.await().until(() -> store.read("/local/domain/1").isEmpty());
    }
}
