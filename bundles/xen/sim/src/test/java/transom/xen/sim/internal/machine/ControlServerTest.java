package transom.xen.sim.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.linux.Fd;
import transom.linux.UnixSocket;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimSockets;

/** Clients that do not keep to the protocol lose their connection, and nobody else notices. */
class ControlServerTest {

    @TempDir
    Path directory;

    private SimSockets sockets;
    private Simulator simulator;

    @BeforeEach
    void start() {
        sockets = new SimSockets(directory);
        simulator = Simulator.start(sockets);
    }

    @AfterEach
    void stop() {
        try (GuestControl alive = GuestControl.create(sockets, "after", 1, List.of())) {
            assertThat(alive.id().value()).isPositive();
        }
        simulator.close();
    }

    @Test
    void aMessageThatIsTooLongEndsTheConnection() {
        for (int length : new int[] {-1, Integer.MAX_VALUE, 1 << 24}) {
            try (UnixSocket raw = UnixSocket.connect(sockets.control())) {
                ByteBuffer header = ByteBuffer.allocateDirect(16).order(ByteOrder.LITTLE_ENDIAN);
                raw.send(header.putInt(length).putInt(1).putInt(0).putInt(1).flip());
                assertThat(raw.awaitReadable(5000)).isTrue();
                assertThat(raw.receive(ByteBuffer.allocateDirect(64), new ArrayList<>()))
                        .isZero();
            }
        }
    }

    @Test
    void requestsOutOfRoleOrCutOffAreRefused() {
        try (ControlChannel channel = ControlChannel.connect(sockets)) {
            assertThatThrownBy(() -> channel.call(ControlOp.BIND, new Payload()))
                    .hasMessageContaining("first request");
            assertThatThrownBy(() -> channel.call(ControlOp.CREATE_DOMAIN, new Payload().u32(1000)))
                    .hasMessageContaining("cut off");
            Payload domain = new Payload().text("g").u32(1).u32(0);
            channel.call(ControlOp.CREATE_DOMAIN, domain).fds().forEach(Fd::close);
            assertThatThrownBy(() -> channel.call(ControlOp.CREATE_DOMAIN, domain))
                    .hasMessageContaining("one already");
            assertThatThrownBy(() -> channel.call(ControlOp.LIST_DOMAINS, new Payload()))
                    .hasMessageContaining("EPERM");
            assertThatThrownBy(() -> channel.call(ControlOp.ALLOC_UNBOUND, new Payload().u32(-5)))
                    .hasMessageContaining("EINVAL");
        }
        try (ControlChannel channel = ControlChannel.connect(sockets)) {
            channel.call(ControlOp.ATTACH, new Payload());
            assertThatThrownBy(() -> channel.call(
                            ControlOp.MAP_FOREIGN, new Payload().u32(1).u32(-1)))
                    .hasMessageContaining("ESRCH");
            assertThatThrownBy(() -> channel.call(ControlOp.UNMAP, new Payload().u32(9)))
                    .hasMessageContaining("ENOENT");
            assertThatThrownBy(() -> channel.call(ControlOp.UNBIND, new Payload().u32(9)))
                    .hasMessageContaining("ENOENT");
        }
    }

    @Test
    void aSimulatorThatGoesIsToldClearly() {
        try (ControlChannel channel = ControlChannel.connect(sockets)) {
            channel.call(ControlOp.ATTACH, new Payload());
            simulator.close();
            assertThatThrownBy(() -> channel.call(ControlOp.ACCOUNTING, new Payload()))
                    .hasMessageContaining("is lost");
            assertThatThrownBy(() -> ControlChannel.connect(sockets)).hasMessageContaining("no simulator listens");
        }
        simulator = Simulator.start(sockets);
    }
}
