package transom.guestfb.vga.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.Fourcc;
import transom.guestfb.Frame;
import transom.guestfb.Mode;
import transom.guestfb.Route;
import transom.guestfb.wire.VgaWriter;
import transom.keep.KeptEntry;
import transom.xen.XenbusState;

/** Device models that do what they should. */
class VgaDevicesTest {

    private static final int MIB = VgaMachine.MIB;
    private static final int XR24 = Fourcc.XRGB8888.code();

    @TempDir
    Path folder;

    private VgaMachine machine;
    private VgaMachine.Version version;

    @BeforeEach
    void start() {
        machine = new VgaMachine(folder);
        machine.xen.add(5, "five");
        version = machine.version();
    }

    @AfterEach
    void stop() {
        version.close();
        machine.close();
    }

    private PlayedDeviceModel served(int domain) {
        PlayedDeviceModel model = new PlayedDeviceModel(machine.socket);
        model.say(PlayedDeviceModel.hello(domain, MIB));
        version.turn();
        return model;
    }

    private List<String> kept() {
        return machine.keep.list().stream()
                .map(KeptEntry::name)
                .filter(name -> !name.equals("vga/door"))
                .distinct()
                .toList();
    }

    @Test
    void whatTheDeviceModelDrawsIsShownInPlace() {
        try (PlayedDeviceModel model = served(5)) {
            ByteBuffer memory = model.memory(MIB);
            assertThat(memory.getInt(0)).as("zeroed").isZero();
            memory.putInt(4096 + 100 * 1280 + 8, 0x123456);
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 4096));
            version.turn();

            Frame frame = version.presenter.frame("dom5/vga0");
            assertThat(frame.buffer().width()).isEqualTo(320);
            assertThat(frame.damage().isFull()).isTrue();
            ByteBuffer pixels = frame.buffer().beginCpuAccess();
            assertThat(pixels.getInt(100 * 1280 + 8)).isEqualTo(0x123456);
            memory.putInt(4096, 42);
            assertThat(pixels.getInt(0)).as("the same memory").isEqualTo(42);
            frame.buffer().endCpuAccess();
            frame.release();
            assertThat(version.presenter.frame("dom5/vga0")).as("nothing new").isNull();

            model.say(VgaWriter.damage(10, 20, 30, 40));
            version.turn();
            frame = version.presenter.frame("dom5/vga0");
            assertThat(frame.damage().pixels()).isEqualTo(1200);
            frame.release();

            var info = version.info("dom5/vga0");
            assertThat(info.route().chosen()).isEqualTo(Route.OFFER);
            assertThat(info.guestName()).isEqualTo("five");
            assertThat(info.allocator()).contains("memfd");
            assertThat(info.mode()).contains(new Mode(320, 200, Fourcc.XRGB8888));
            assertThat(info.counters().updates()).isEqualTo(1);
        }
    }

    @Test
    void anotherModeIsAnotherBufferAndDarkIsNoScanout() {
        try (PlayedDeviceModel model = served(5)) {
            model.memory(MIB);
            model.say(VgaWriter.damage(0, 0, 1, 1));
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            Frame frame = version.presenter.frame("dom5/vga0");
            var first = frame.buffer();
            frame.release();
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            frame = version.presenter.frame("dom5/vga0");
            assertThat(frame.buffer()).as("the same again").isSameAs(first);
            frame.release();
            model.say(VgaWriter.scanout(640, 400, 1280, Fourcc.RGB565.code(), 0));
            version.turn();
            frame = version.presenter.frame("dom5/vga0");
            assertThat(frame.buffer().format().fourcc()).isEqualTo(Fourcc.RGB565);
            assertThat(first.isDropped()).isTrue();
            frame.release();
            model.say(VgaWriter.scanout(0, 0, 0, 0, 0));
            version.turn();
            assertThat(version.presenter.subscriptions).isEmpty();
            assertThat(version.info("dom5/vga0").mode()).isEmpty();
            assertThat(version.info("dom5/vga0").backend()).isEqualTo(XenbusState.CONNECTED);
            assertThat(version.info("dom5/vga0").counters().ignoredEvents())
                    .as("damage before there was a picture")
                    .isEqualTo(1);
        }
    }

    @Test
    void damageOfAnySizeIsCutToThePicture() {
        try (PlayedDeviceModel model = served(5)) {
            model.memory(MIB);
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            version.presenter.frame("dom5/vga0").release();
            model.say(VgaWriter.damage(-1, -1, -1, -1));
            model.say(VgaWriter.damage(0, 0, 0, 0));
            version.turn();
            assertThat(version.presenter.frame("dom5/vga0")).isNull();
            model.say(VgaWriter.damage(319, 199, Integer.MIN_VALUE, Integer.MAX_VALUE));
            version.turn();
            Frame frame = version.presenter.frame("dom5/vga0");
            assertThat(frame.damage().pixels()).isEqualTo(1);
            frame.release();
        }
    }

    @Test
    void nothingIsLeftWhenTheDeviceModelHasGone() {
        try (PlayedDeviceModel model = served(5)) {
            model.memory(MIB);
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            assertThat(kept()).anyMatch(name -> name.endsWith("vga/5/0")).anyMatch(name -> name.endsWith("memory"));
        }
        version.turn();
        assertThat(version.info("dom5/vga0")).isNull();
        assertThat(version.presenter.subscriptions).isEmpty();
        assertThat(kept()).isEmpty();
        assertThat(machine.memfd.buffers()).isEmpty();
    }

    @Test
    void nothingIsLeftWhenTheGuestHasGone() {
        try (PlayedDeviceModel model = served(5)) {
            model.memory(MIB);
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            machine.xen.destroy(5);
            version.turn();
            assertThat(model.isClosed()).isTrue();
            assertThat(version.info("dom5/vga0")).isNull();
            assertThat(kept()).isEmpty();
            assertThat(machine.memfd.buffers()).isEmpty();
        }
    }

    @Test
    void aDeviceModelThatIsStartedAgainIsServedAgain() {
        try (PlayedDeviceModel first = served(5)) {
            first.memory(MIB);
        }
        // both ends of it come in one turn
        try (PlayedDeviceModel second = served(5)) {
            assertThat(second.memory(MIB)).isNotNull();
            second.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            assertThat(version.info("dom5/vga0").mode()).isPresent();
        }
    }

    @Test
    void memoryThatIsReadOutlivesTheDisplay() {
        PlayedDeviceModel model = served(5);
        model.memory(MIB).putInt(0, 77);
        model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
        version.turn();
        Frame frame = version.presenter.frame("dom5/vga0");
        model.close();
        version.turn();
        assertThat(frame.buffer().beginCpuAccess().getInt(0)).isEqualTo(77);
        frame.buffer().endCpuAccess();
        frame.release();
        assertThat(machine.memfd.buffers()).isEmpty();
        assertThat(kept()).isEmpty();
    }
}
