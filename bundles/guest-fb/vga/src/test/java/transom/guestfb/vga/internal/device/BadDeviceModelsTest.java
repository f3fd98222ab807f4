package transom.guestfb.vga.internal.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import transom.gem.Fourcc;
import transom.guestfb.wire.Vga;
import transom.guestfb.wire.VgaWriter;
import transom.keep.KeptEntry;
import transom.linux.Errno;
import transom.linux.MemFd;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.XenbusState;

/** Device models that break the protocol, each beside one that does not. */
class BadDeviceModelsTest {

    private static final int MIB = VgaMachine.MIB;
    private static final int XR24 = Fourcc.XRGB8888.code();

    @TempDir
    Path folder;

    private VgaMachine machine;
    private VgaMachine.Version version;
    private PlayedDeviceModel good;

    @BeforeEach
    void start() {
        machine = new VgaMachine(folder);
        machine.xen.add(5, "good");
        machine.xen.add(6, "bad");
        machine.xen.add(7, "paravirtual");
        machine.xen.types.put(new DomId(7), DomainType.PV);
        version = machine.version();
        good = new PlayedDeviceModel(machine.socket);
        good.say(PlayedDeviceModel.hello(5, MIB));
        version.turn();
        good.memory(MIB);
        good.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
        version.turn();
    }

    @AfterEach
    void theGoodOneIsServedOnAndNothingElseIsLeft() {
        version.turn();
        assertThat(version.info("dom5/vga0").mode()).isPresent();
        assertThat(machine.memfd.buffers()).hasSize(1);
        assertThat(machine.keep.list().stream().map(KeptEntry::name))
                .noneMatch(name -> name.contains("vga/6"))
                .anyMatch(name -> name.contains("vga/5/0"));
        good.close();
        version.close();
        machine.close();
    }

    private record Bad(String reason, ByteBuffer packet) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Bad> firstMessages() {
        return Stream.of(
                new Bad("must be HELLO", VgaWriter.damage(0, 0, 1, 1)),
                new Bad("must be HELLO", VgaWriter.scanout(320, 200, 1280, XR24, 0)),
                new Bad("must be HELLO", VgaWriter.scanout(0, 0, 0, 0, 0)),
                new Bad("type is 2;", VgaWriter.buffer(MIB)),
                new Bad("a packet has 4 bytes", VgaWriter.hello(6, 0, MIB).limit(4)),
                new Bad(
                        "says 32 bytes where 31 are right",
                        VgaWriter.hello(6, 0, MIB).limit(31)),
                new Bad("more than 256 bytes", ByteBuffer.allocateDirect(4096).order(ByteOrder.LITTLE_ENDIAN)),
                new Bad("version is 2 and must be 1", VgaWriter.hello(6, 0, MIB).putInt(Vga.HELLO_VERSION, 2)),
                new Bad("index is 1 and must be 0", VgaWriter.hello(6, 1, MIB)),
                new Bad("domain is 4294967295 and must be", VgaWriter.hello(-1, 0, MIB)),
                new Bad("domain is 32752 and must be", VgaWriter.hello(0x7ff0, 0, MIB)),
                new Bad("which is this one", VgaWriter.hello(0, 0, MIB)),
                new Bad("there is no domain 8", VgaWriter.hello(8, 0, MIB)),
                new Bad("is a PV guest", VgaWriter.hello(7, 0, MIB)),
                new Bad("0 bytes and must have a multiple of 4096", VgaWriter.hello(6, 0, 0)),
                new Bad("4095 bytes", VgaWriter.hello(6, 0, 4095)),
                new Bad("4097 bytes", VgaWriter.hello(6, 0, 4097)),
                new Bad("at most 4194304 (max.framebuffer.mib)", VgaWriter.hello(6, 0, 4 * MIB + 4096)),
                new Bad("18446744073709547520 bytes", VgaWriter.hello(6, 0, -4096)),
                new Bad("dom5/vga0 has a device model already", VgaWriter.hello(5, 0, MIB)));
    }

    @ParameterizedTest
    @MethodSource("firstMessages")
    void isRefusedWithTheReason(Bad bad) {
        try (PlayedDeviceModel model = new PlayedDeviceModel(machine.socket)) {
            model.say(bad.packet());
            version.turn();
            assertThat(model.refusal()).contains(bad.reason());
            assertThat(model.fds).isEmpty();
            assertThat(model.isClosed()).isTrue();
        }
    }

    private record Break(String reason, Consumer<PlayedDeviceModel> does) {
        @Override
        public String toString() {
            return reason;
        }
    }

    static Stream<Break> laterMessages() {
        return Stream.of(
                new Break("a second HELLO", model -> model.say(VgaWriter.hello(6, 0, MIB))),
                new Break("type is 6;", model -> model.say(VgaWriter.refused("you"))),
                new Break(
                        "a packet has 1 bytes",
                        model -> model.say(VgaWriter.query().limit(1))),
                new Break(
                        "ends past the 1048576 bytes", model -> model.say(VgaWriter.scanout(1024, 768, 4096, XR24, 0))),
                new Break("width is 0 ", model -> model.say(VgaWriter.scanout(0, 1, 0, XR24, 0))),
                new Break("fourcc is ", model -> model.say(VgaWriter.scanout(1, 1, 4, 1, 0))),
                new Break("comes with a file descriptor", model -> {
                    try (var fd = MemFd.create("stray", 4096, true)) {
                        model.say(VgaWriter.damage(0, 0, 1, 1), fd.fd(), fd.fd());
                    }
                }));
    }

    @ParameterizedTest
    @MethodSource("laterMessages")
    void costsItsDisplay(Break bad) {
        try (PlayedDeviceModel model = new PlayedDeviceModel(machine.socket)) {
            model.say(PlayedDeviceModel.hello(6, MIB));
            version.turn();
            model.memory(MIB);
            model.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
            assertThat(version.presenter.subscriptions).containsKey("dom6/vga0");
            bad.does().accept(model);
            version.turn();
            assertThat(version.presenter.subscriptions).doesNotContainKey("dom6/vga0");
            assertThat(version.info("dom6/vga0").fault().orElse("")).contains(bad.reason());
            assertThat(version.info("dom6/vga0").backend()).isEqualTo(XenbusState.CLOSED);
            assertThat(model.isClosed()).isTrue();
        }
        machine.xen.destroy(6);
        version.turn();
        assertThat(version.info("dom6/vga0")).isNull();
    }

    @Test
    void descriptorsInTheFirstMessageAreClosed() {
        try (PlayedDeviceModel model = new PlayedDeviceModel(machine.socket);
                var fd = MemFd.create("stray", 4096, true)) {
            model.say(PlayedDeviceModel.hello(6, MIB), fd.fd());
            version.turn();
            assertThat(model.refusal()).contains("file descriptor");
        }
    }

    @Test
    void aGuestThatDrawsForEverKeepsNobodyWaiting() {
        try (PlayedDeviceModel flood = new PlayedDeviceModel(machine.socket)) {
            flood.say(PlayedDeviceModel.hello(6, MIB));
            version.turn();
            flood.memory(MIB);
            ByteBuffer damage = VgaWriter.damage(0, 0, 1, 1);
            int sent = 0;
            while (flood.socket.send(damage.rewind()) > 0) {
                sent++;
            }
            good.say(VgaWriter.damage(0, 0, 2, 2));
            // two turns are enough for the good one, whatever the other one has sent
            version.loop.turn(0);
            version.loop.turn(0);
            assertThat(version.info("dom5/vga0").counters().updates()).isEqualTo(1);
            version.turn();
            assertThat(version.info("dom6/vga0").counters().updates()).isEqualTo(sent);
        }
    }

    @Test
    void oneThatNeverReadsDoesNotStopAnybody() {
        try (PlayedDeviceModel deaf = new PlayedDeviceModel(machine.socket)) {
            deaf.say(PlayedDeviceModel.hello(6, MIB));
            version.turn();
            for (int i = 0; i < 300; i++) {
                version.close();
                version = machine.version();
            }
            assertThat(version.info("dom6/vga0").backend()).isEqualTo(XenbusState.CONNECTED);
            while (good.hear() != null) {
                Thread.onSpinWait();
            }
            good.say(VgaWriter.scanout(320, 200, 1280, XR24, 0));
            version.turn();
        }
    }

    @Test
    void silentOnesAreLimited() {
        List<PlayedDeviceModel> silent = new ArrayList<>();
        for (int i = 0; i < Arrivals.MOST + 3; i++) {
            silent.add(new PlayedDeviceModel(machine.socket));
        }
        version.turn();
        assertThat(silent.get(0).socket.receive(ByteBuffer.allocateDirect(8), new ArrayList<>()))
                .isEqualTo(-Errno.EAGAIN);
        assertThat(silent.get(Arrivals.MOST).refusal()).contains("too many connections");
        silent.forEach(PlayedDeviceModel::close);
        version.turn();
        try (PlayedDeviceModel next = new PlayedDeviceModel(machine.socket)) {
            next.say(PlayedDeviceModel.hello(6, MIB));
            version.turn();
            assertThat(next.memory(MIB)).isNotNull();
        }
    }

    @Test
    void moreGuestsThanAllowedAreRefused() {
        List<PlayedDeviceModel> models = new ArrayList<>();
        for (int domain = 10; domain < 13; domain++) {
            machine.xen.add(domain, "dom" + domain);
            PlayedDeviceModel model = new PlayedDeviceModel(machine.socket);
            models.add(model);
            model.say(PlayedDeviceModel.hello(domain, MIB));
            version.turn();
        }
        assertThat(models.get(1).memory(MIB)).isNotNull();
        assertThat(models.get(2).refusal()).contains("max.devices is 3");
        models.forEach(PlayedDeviceModel::close);
    }
}
