package transom.xen.sim.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventFd;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.Hypervisor.Usage;
import transom.xen.PortRefusedException;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.LeakCheck;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.dom0.ControlDomain;

/** Channels and pages that are in the keep while processes of the control domain come and go. */
class KeptChannelTest {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final String NAME = "vdispl/1/0/0/requests";

    @TempDir
    Path directory;

    private final MemoryKeep keep = new MemoryKeep();
    private SimSockets sockets;
    private Simulator simulator;
    private ControlDomain dom0;
    private GuestControl guest;
    private GuestControl.Port port;
    private LeakCheck leaks;

    @BeforeEach
    void start() {
        sockets = new SimSockets(directory);
        simulator = Simulator.start(sockets, Duration.ofMillis(200));
        dom0 = ControlDomain.connect(sockets, keep);
        guest = GuestControl.create(sockets, "guest", 16, List.of());
        port = guest.allocUnbound(DomId.DOM0);
        leaks = LeakCheck.begin(simulator::held);
    }

    @AfterEach
    void stop() {
        leaks.assertNone();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        assertThat(keep.list()).isEmpty();
        List.of(port.own(), port.peer()).forEach(EventFd::close);
        guest.close();
        dom0.close();
        simulator.close();
    }

    private EventChannel bind(int number) {
        return dom0.eventChannels().bindInterdomain(guest.id(), number, NAME);
    }

    /** The process ends and another one comes: all that is left of the first is what the keep has. */
    private void restart() {
        dom0.close();
        dom0 = ControlDomain.connect(sockets, keep);
    }

    @Test
    void eventsThatComeWhileNobodyIsThereAreThereForTheNext() {
        EventChannel first = bind(port.number());
        assertThat(first.acknowledge()).as("a new channel is pending").isTrue();
        first.detach();
        first.detach();
        first.close();
        assertThat(leaks.leaks()).containsExactly("port 1 bound to port 1 of dom1");
        restart();
        assertThat(dom0.usage().eventChannels()).isEqualTo(1);
        assertPortRefused();
        port.peer().signal();

        EventChannel next = bind(port.number());
        assertThat(next.remotePort()).isEqualTo(port.number());
        assertThat(next.acknowledge()).isTrue();
        assertThat(next.acknowledge()).isFalse();
        next.send();
        assertThat(port.own().drain()).isPositive();
        assertThat(dom0.usage().eventChannels()).isEqualTo(1);
        next.close();
        next.close();
    }

    @Test
    void aChannelThatIsTakenIsNotMarkedPending() {
        EventChannel first = bind(port.number());
        first.acknowledge();
        first.detach();
        EventChannel next = bind(port.number());
        assertThat(next.acknowledge()).isFalse();
        next.close();
    }

    private void assertPortRefused() {
        assertThatThrownBy(() -> dom0.eventChannels().bindInterdomain(guest.id(), port.number()))
                .isInstanceOf(PortRefusedException.class);
    }

    /** Without a detach: its connection and files are closed for it, and the guest's other port is bound still. */
    @Test
    void aCrashLeavesTheSame() {
        ControlDomain crashed = ControlDomain.connect(sockets, keep);
        crashed.eventChannels().bindInterdomain(guest.id(), port.number(), NAME);
        crashed.close();
        port.peer().signal();
        EventChannel next = bind(port.number());
        assertThat(next.acknowledge()).isTrue();
        next.close();
    }

    @Test
    void anotherPortTakesThePlaceOfTheOneBefore() {
        bind(port.number()).detach();
        GuestControl.Port other = guest.allocUnbound(DomId.DOM0);
        EventChannel next = bind(other.number());
        assertThat(next.acknowledge()).as("a new channel is pending").isTrue();
        assertThat(leaks.leaks()).containsExactly("port 1 bound to port 2 of dom1");
        dom0.eventChannels().bindInterdomain(guest.id(), port.number()).close();
        next.close();
        List.of(other.own(), other.peer()).forEach(EventFd::close);
    }

    @Test
    void aPortThatIsTakenLeavesNothingInTheKeep() {
        EventChannel other = dom0.eventChannels().bindInterdomain(guest.id(), port.number());
        assertThatThrownBy(() -> bind(port.number())).isInstanceOf(PortRefusedException.class);
        assertThat(keep.list()).isEmpty();
        other.close();
        assertThatThrownBy(() -> dom0.eventChannels().bindInterdomain(guest.id(), port.number(), "a b"))
                .hasMessageContaining("name 'a b'");
    }

    @Test
    void whatIsOfNoUseIsDropped() {
        bind(port.number()).detach();
        dom0.eventChannels().dropKept("vdispl/2/0/0/requests"::equals);
        assertThat(dom0.usage().eventChannels()).isEqualTo(1);
        dom0.eventChannels().dropKept(NAME::equals);
        leaks.assertNone();
    }

    @Test
    void channelsOfASimulatorThatHasGoneAreForgotten() {
        bind(port.number()).detach();
        List.of(port.own(), port.peer()).forEach(EventFd::close);
        guest.close();
        dom0.close();
        simulator.close();
        simulator = Simulator.start(sockets, Duration.ofMillis(200));
        dom0 = ControlDomain.connect(sockets, keep);
        guest = GuestControl.create(sockets, "guest", 16, List.of());
        leaks = LeakCheck.begin(simulator::held);
        port = guest.allocUnbound(DomId.DOM0);
        EventChannel next = bind(port.number());
        assertThat(next.acknowledge()).as("a new channel is pending").isTrue();
        port.peer().signal();
        assertThat(next.acknowledge()).isTrue();
        next.close();
    }

    /** As a process maps it that knows nothing of Xen. */
    @Test
    void aPageCanBeMappedByWhatTheKeepKnows() {
        guest.grant(8, 5, DomId.DOM0, false);
        guest.memory().buffer().putInt(5 * GuestPages.PAGE_SIZE, 55);
        GuestPages page = dom0.grantTable().map(guest.id(), new GrantRef(8), NAME);
        assertThat(page.getInt(0)).isEqualTo(55);
        page.detach();
        page.close();
        assertThat(new String(keep.record("xen/page/" + NAME).orElseThrow(), StandardCharsets.US_ASCII))
                .isEqualTo("version=1\nkind=file\noffset=20480\n");
        try (Fd file = Fd.adopt(keep.dupFd("xen/page/" + NAME).getAsInt());
                Mapping all = Mapping.shared(file)) {
            ByteBuffer memory = all.buffer();
            assertThat(memory.getInt(20480)).isEqualTo(55);
        }
        dom0.grantTable().map(guest.id(), new GrantRef(8), NAME).close();
        assertThat(keep.list()).isEmpty();
        dom0.grantTable().map(guest.id(), new GrantRef(8), NAME).detach();
        dom0.grantTable().dropKept(NAME::equals);
    }

    @Test
    void aDeadGuestsChannelIsDropped() {
        bind(port.number()).detach();
        guest.close();
        Awaitility.await().until(() -> leaks.leaks().contains("port 1 bound to port 1 of dom1 (destroyed)"));
        dom0.eventChannels().dropKept(name -> name.startsWith("vdispl/1/"));
    }
}
