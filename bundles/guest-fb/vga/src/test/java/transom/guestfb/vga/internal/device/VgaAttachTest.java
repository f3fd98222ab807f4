package transom.guestfb.vga.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.Fourcc;
import transom.guestfb.Frame;
import transom.guestfb.wire.Vga;
import transom.guestfb.wire.VgaWriter;
import transom.keep.KeptEntry;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.XenbusState;

/** One version goes, another comes: the device model notices a QUERY. */
class VgaAttachTest {

    private static final int MIB = VgaMachine.MIB;
    private static final int XR24 = Fourcc.XRGB8888.code();
    private static final DeviceId FIVE = new DeviceId(new DomId(5), "vga", 0);

    @TempDir
    Path folder;

    private VgaMachine machine;
    private PlayedDeviceModel model;
    private ByteBuffer memory;

    @BeforeEach
    void start() {
        machine = new VgaMachine(folder);
        machine.xen.add(5, "five");
    }

    @AfterEach
    void stop() {
        if (model != null) {
            model.close();
        }
        machine.close();
    }

    private void connect(VgaMachine.Version version) {
        model = new PlayedDeviceModel(machine.socket);
        model.say(PlayedDeviceModel.hello(5, MIB));
        version.turn();
        memory = model.memory(MIB);
        model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
        version.turn();
    }

    /** Answers the QUERY that must have come. */
    private void answer(VgaMachine.Version version) {
        ByteBuffer query = model.hear();
        assertThat(query).as("a QUERY").isNotNull();
        assertThat(query.getInt(Vga.TYPE)).isEqualTo(Vga.QUERY);
        assertThat(query.limit()).isEqualTo(Vga.QUERY_LENGTH).isEqualTo(query.getInt(Vga.LENGTH));
        model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
        model.say(VgaWriter.damage(0, 0, 320, 200));
        version.turn();
    }

    private List<String> kept() {
        return machine.keep.list().stream()
                .map(KeptEntry::name)
                .filter(name -> !name.equals("vga/door"))
                .toList();
    }

    @Test
    void theNextVersionGoesOn() {
        try (VgaMachine.Version first = machine.version()) {
            connect(first);
        }
        assertThat(machine.xen.watches()).isZero();
        // drawn while nobody is here
        memory.putInt(0, 4711);
        model.say(VgaWriter.damage(0, 0, 320, 200));
        try (VgaMachine.Version second = machine.version()) {
            assertThat(second.info("dom5/vga0").backend()).isEqualTo(XenbusState.CONNECTED);
            answer(second);
            Frame frame = second.presenter.frame("dom5/vga0");
            assertThat(frame.buffer().beginCpuAccess().getInt(0)).isEqualTo(4711);
            frame.buffer().endCpuAccess();
            frame.release();
            model.close();
            second.turn();
            assertThat(second.info("dom5/vga0")).isNull();
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void whoConnectsWhileNobodyIsHereIsServedByTheNext() {
        machine.version().close();
        model = new PlayedDeviceModel(machine.socket);
        model.say(PlayedDeviceModel.hello(5, MIB));
        try (VgaMachine.Version second = machine.version()) {
            assertThat(model.memory(MIB)).isNotNull();
            assertThat(second.info("dom5/vga0")).isNotNull();
        }
    }

    @Test
    void whoHasSaidHelloIsServedByAVersionThatLeaves() {
        VgaMachine.Version first = machine.version();
        model = new PlayedDeviceModel(machine.socket);
        first.turn();
        model.say(PlayedDeviceModel.hello(5, MIB));
        first.close();
        assertThat(model.memory(MIB)).isNotNull();
        try (VgaMachine.Version second = machine.version()) {
            answer(second);
            assertThat(second.info("dom5/vga0").mode()).isPresent();
        }
    }

    @Test
    void aDeviceModelThatWentMeanwhileLeavesNothing() {
        try (VgaMachine.Version first = machine.version()) {
            connect(first);
        }
        model.close();
        try (VgaMachine.Version second = machine.version()) {
            assertThat(second.devices.displays()).isEmpty();
            assertThat(kept()).isEmpty();
        }
    }

    @Test
    void aGuestThatWentMeanwhileLeavesNothing() {
        try (VgaMachine.Version first = machine.version()) {
            connect(first);
        }
        machine.xen.destroy(5);
        try (VgaMachine.Version second = machine.version()) {
            assertThat(second.devices.displays()).isEmpty();
            assertThat(kept()).isEmpty();
            assertThat(model.isClosed()).isTrue();
        }
    }

    @Test
    void oneWhoseMemoryWasNeverHandedOutIsForgotten() {
        machine.keep.putRecord("vga/5/0", new byte[] {0, 0, 0, 1, 0, 0, 0, 0, 0, 16, 0, 0});
        machine.memfd.allocate(MIB, "vga/5/0/memory");
        machine.memfd.allocate(MIB, "vga/6/0/memory");
        try (VgaMachine.Version version = machine.version()) {
            assertThat(version.devices.displays()).isEmpty();
            assertThat(kept()).isEmpty();
            assertThat(machine.memfd.buffers()).isEmpty();
        }
    }

    @Test
    void oneWhoseAllocatorIsAwayWaitsForIt() {
        try (VgaMachine.Version first = machine.version()) {
            connect(first);
        }
        try (VgaMachine.Version second = machine.version(device -> {}, false)) {
            assertThat(second.info("dom5/vga0").backend()).isEqualTo(XenbusState.INIT_WAIT);
            assertThat(model.hear()).as("nobody asks").isNull();
            second.addMemory();
            second.devices.allocatorCame();
            second.turn();
            answer(second);
            assertThat(second.info("dom5/vga0").mode()).isPresent();
            second.allocators.remove(machine.memfd);
            second.devices.allocatorGone("memfd");
            assertThat(second.info("dom5/vga0").backend()).isEqualTo(XenbusState.INIT_WAIT);
            assertThat(second.presenter.subscriptions).isEmpty();
        }
    }

    @Test
    void versionsBesideEachOtherHandOver() {
        List<DeviceId> asked = new ArrayList<>();
        AtomicBoolean serving = new AtomicBoolean(true);
        VgaMachine.Version first = machine.version();
        connect(first);
        machine.xen.add(6, "six");
        VgaMachine.Version second = machine.version(
                device -> {
                    asked.add(device);
                    if (serving.get()) {
                        first.devices.release(device);
                    }
                },
                true);
        assertThat(asked).containsExactly(FIVE);
        answer(second);
        assertThat(first.devices.displays()).isEmpty();
        assertThat(second.info("dom5/vga0").mode()).isPresent();
        first.devices.allocatorCame();
        first.turn();
        assertThat(first.devices.displays()).as("it is left alone").isEmpty();

        // whoever still comes to the first one is the second one's when that ends
        try (PlayedDeviceModel late = new PlayedDeviceModel(machine.socket)) {
            late.say(PlayedDeviceModel.hello(6, MIB));
            first.turn();
            assertThat(late.memory(MIB)).isNotNull();
            serving.set(false);
            first.close();
            second.devices.resume();
            second.turn();
            assertThat(second.info("dom6/vga0").backend()).isEqualTo(XenbusState.CONNECTED);
            second.close();
        }
    }
}
