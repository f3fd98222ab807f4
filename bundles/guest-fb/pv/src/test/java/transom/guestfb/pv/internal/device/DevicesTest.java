package transom.guestfb.pv.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import transom.guestfb.pv.internal.FakeStore;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.XenbusState;

class DevicesTest {

    private static final DeviceId VFB3 = new DeviceId(new DomId(3), "vfb", 0);
    private static final DeviceId VKBD3 = new DeviceId(new DomId(3), "vkbd", 0);
    private static final DeviceId VFB4 = new DeviceId(new DomId(4), "vfb", 1);

    private final EventLoop loop = new EventLoop("test");
    private final FakeStore store = new FakeStore();
    private final Map<DeviceId, RecordingBackend> backends = new HashMap<>();
    private final List<Set<DeviceId>> listed = new ArrayList<>();
    private final List<DeviceId> taken = new ArrayList<>();
    private final Devices<RecordingBackend> devices =
            new Devices<>(store, DomId.DOM0, List.of("vfb", "vkbd"), 2, loop, this::backend, taken::add, listed::add);

    private RecordingBackend backend(DeviceId device) {
        RecordingBackend backend = new RecordingBackend();
        backends.put(device, backend);
        return backend;
    }

    private void add(DeviceId device) {
        store.state(device.frontendPath(), XenbusState.INITIALISING);
        store.state(device.backendPath(DomId.DOM0), XenbusState.INITIALISING);
    }

    private void settle() {
        int calls;
        do {
            calls = loop.turn(0);
        } while (calls > 0);
    }

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void devicesAreFoundWheneverTheyCome() {
        add(VFB3);
        devices.start();
        settle();
        assertThat(listed).containsExactly(Set.of(VFB3));
        add(VKBD3);
        settle();
        assertThat(devices.all()).extracting(Device::id).containsExactly(VFB3, VKBD3);
        assertThat(store.state(VKBD3.backendPath(DomId.DOM0))).isEqualTo(XenbusState.INIT_WAIT);
    }

    @Test
    void aFrontendsStateIsFollowed() {
        add(VFB3);
        devices.start();
        settle();
        store.state(VFB3.frontendPath(), XenbusState.INITIALISED);
        settle();
        assertThat(backends.get(VFB3).asked).containsExactly("disconnect", "attach", "connected");
    }

    @Test
    void whatIsReleasedIsLeftToOthersUntilTheyEnd() {
        add(VFB3);
        add(VKBD3);
        devices.start();
        settle();
        assertThat(taken).containsExactly(VFB3, VKBD3);
        devices.release(VFB3);
        assertThat(backends.get(VFB3).asked).last().isEqualTo("detach");
        store.state(VFB3.frontendPath(), XenbusState.INITIALISED);
        settle();
        assertThat(devices.all()).extracting(Device::id).containsExactly(VKBD3);
        assertThat(backends.get(VFB3).asked).doesNotContain("attach");
        devices.resume();
        settle();
        assertThat(devices.all()).extracting(Device::id).containsExactly(VFB3, VKBD3);
        assertThat(backends.get(VFB3).asked).containsExactly("attach", "connected");
        assertThat(taken).containsExactly(VFB3, VKBD3, VFB3);
    }

    @Test
    void aDeviceWhoseNodesVanishIsClosed() {
        add(VFB3);
        add(VKBD3);
        devices.start();
        settle();
        store.remove("/local/domain/0/backend/vfb/3");
        settle();
        assertThat(backends.get(VFB3).asked).endsWith("close");
        assertThat(devices.all()).extracting(Device::id).containsExactly(VKBD3);
        assertThat(store.watches()).isEqualTo(6);
    }

    @Test
    void aDeadDomainsDeviceIsClosedThoughItsNodesStay() {
        add(VFB3);
        add(VFB4);
        devices.start();
        settle();
        store.clearWrites();
        store.die(VFB3.frontend());
        settle();
        assertThat(backends.get(VFB3).asked).endsWith("close");
        assertThat(devices.all()).extracting(Device::id).containsExactly(VFB4);
        assertThat(store.writes).isEmpty();
    }

    @Test
    void tooManyDevicesWaitForRoomDisplaysBeforeKeyboards() {
        add(VFB3);
        add(VKBD3);
        add(VFB4);
        devices.start();
        settle();
        assertThat(devices.all()).extracting(Device::id).containsExactly(VFB3, VFB4);
        store.remove(VFB3.backendPath(DomId.DOM0));
        settle();
        assertThat(devices.find(VKBD3)).isPresent();
    }

    @Test
    void leavingEndsEveryWatchAndWritesNothing() {
        add(VFB3);
        devices.start();
        settle();
        store.clearWrites();
        devices.detach();
        assertThat(store.watches()).isZero();
        assertThat(store.writes).isEmpty();
        assertThat(backends.get(VFB3).asked).endsWith("detach");
    }

    @Test
    void aStrangeNodeIsNoDevice() {
        store.write("/local/domain/0/backend/vfb/abc/0/state", "1");
        store.write("/local/domain/0/backend/vfb/3/x/state", "1");
        store.write("/local/domain/0/backend/vfb/99999/0/state", "1");
        devices.start();
        settle();
        assertThat(devices.all()).isEmpty();
    }

    @Test
    void aKeyboardUnderVinputIsAVkbd() {
        String back = "/local/domain/0/backend/vinput/3/0";
        store.state(VKBD3.frontendPath(), XenbusState.INITIALISING);
        store.state(back, XenbusState.INITIALISING);
        devices.start();
        settle();
        assertThat(devices.all()).extracting(Device::id).containsExactly(VKBD3);
        assertThat(store.state(back)).isEqualTo(XenbusState.INIT_WAIT);
        store.state(VKBD3.frontendPath(), XenbusState.INITIALISED);
        settle();
        assertThat(store.state(back)).isEqualTo(XenbusState.CONNECTED);
        assertThat(store.directory("/local/domain/0/backend/vkbd")).isEmpty();
        store.remove(back);
        settle();
        assertThat(devices.all()).isEmpty();
    }
}
