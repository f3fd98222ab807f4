package transom.xen.sim.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventFd;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.Hypervisor.Usage;
import transom.xen.PortRefusedException;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.LeakCheck;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.dom0.ControlDomain;

/** A guest and the control domain, both over the simulator's sockets. */
class SimulatorTest {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

    @TempDir
    Path directory;

    private final MemoryKeep keep = new MemoryKeep();
    private SimSockets sockets;
    private Simulator simulator;
    private ControlDomain dom0;
    private GuestControl guest;

    @BeforeEach
    void start() {
        sockets = new SimSockets(directory);
        simulator = Simulator.start(sockets, Duration.ofMillis(200));
        dom0 = ControlDomain.connect(sockets, keep);
        guest = GuestControl.create(sockets, "guest", 16, List.of());
    }

    @AfterEach
    void stop() {
        guest.close();
        dom0.close();
        simulator.close();
        assertThat(directory).isEmptyDirectory();
    }

    private static void assertPortRefused(Runnable bind) {
        assertThatThrownBy(bind::run).isInstanceOf(PortRefusedException.class);
    }

    private static void assertErrno(String errno, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void memoryIsReallySharedInAnyOrderOfPages() {
        guest.memory().buffer().putInt(3 * 4096, 0x33333333);
        guest.memory().buffer().putInt(7 * 4096 + 8, 0x77777777);
        try (GuestPages pages = dom0.foreignMemory().map(guest.id(), new long[] {7, 3, 4, 7}, true)) {
            assertThat(pages.size()).isEqualTo(4 * 4096);
            assertThat(pages.getInt(8)).isEqualTo(0x77777777);
            assertThat(pages.getInt(4096)).isEqualTo(0x33333333);
            assertThat(pages.getInt(3 * 4096 + 8)).isEqualTo(0x77777777);
            pages.putInt(2 * 4096, 0x44444444);
            assertThat(guest.memory().buffer().getInt(4 * 4096)).isEqualTo(0x44444444);
            assertThat(dom0.usage()).isEqualTo(new Usage(1, 4, 0, 0, 0, 0, 0, 0, 0));
            assertThat(dom0.held()).containsExactly("foreign mapping 1 of dom1, 4 pages");
        }
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        assertThat(dom0.held()).isEmpty();
    }

    @Test
    void framesThatAreNotThereAreRefusedAndNothingIsMapped() {
        for (long gfn : new long[] {16, -1, 1L << 40, Long.MAX_VALUE}) {
            assertErrno("EINVAL", () -> dom0.foreignMemory().map(guest.id(), new long[] {1, gfn}, false));
        }
        assertErrno("EINVAL", () -> dom0.foreignMemory().map(guest.id(), new long[0], false));
        assertErrno("ESRCH", () -> dom0.foreignMemory().map(new DomId(77), new long[] {1}, false));
        assertThat(dom0.held()).isEmpty();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
    }

    @Test
    void grantsAreWhatTheGuestMadeOfThem() {
        guest.grant(8, 5, DomId.DOM0, false);
        guest.grant(9, 6, DomId.DOM0, true);
        guest.grant(10, 6, new DomId(4), false);
        guest.memory().buffer().putInt(5 * 4096, 55);
        GrantRef[] refs = {new GrantRef(9), new GrantRef(8)};
        assertErrno("EACCES", () -> dom0.grantTable().map(guest.id(), refs, true));
        assertErrno("EINVAL", () -> dom0.grantTable().map(guest.id(), new GrantRef[] {new GrantRef(10)}, false));
        assertErrno("EINVAL", () -> dom0.grantTable().map(guest.id(), new GrantRef[] {new GrantRef(-1)}, false));
        assertErrno("EEXIST", () -> guest.grant(8, 5, DomId.DOM0, false));
        assertErrno("EINVAL", () -> guest.grant(11, 16, DomId.DOM0, false));
        try (GuestPages pages = dom0.grantTable().map(guest.id(), refs, false)) {
            assertThat(pages.getInt(4096)).isEqualTo(55);
            assertThat(dom0.usage()).isEqualTo(new Usage(0, 0, 1, 2, 0, 0, 0, 0, 0));
            assertErrno("EBUSY", () -> guest.endGrant(8));
        }
        guest.endGrant(8);
        assertErrno("ENOENT", () -> guest.endGrant(8));
        assertErrno("EINVAL", () -> dom0.grantTable().map(guest.id(), new GrantRef[] {new GrantRef(8)}, false));
        assertThat(dom0.usage()).isEqualTo(NOTHING);
    }

    @Test
    void eventsGoBothWaysAndBindingMarksPendingAtOnce() {
        GuestControl.Port port = guest.allocUnbound(DomId.DOM0);
        EventChannel channel = dom0.eventChannels().bindInterdomain(guest.id(), port.number());
        assertThat(channel.remotePort()).isEqualTo(port.number());
        assertThat(channel.acknowledge()).isTrue();
        assertThat(channel.acknowledge()).isFalse();
        port.peer().signal();
        port.peer().signal();
        assertThat(channel.acknowledge()).isTrue();
        assertThat(channel.acknowledge()).isFalse();
        channel.send();
        assertThat(port.own().drain()).isPositive();
        assertThat(dom0.usage().eventChannels()).isEqualTo(1);
        channel.close();
        channel.close();
        channel.send();
        assertThat(port.own().drain()).isZero();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        closeAll(port);
    }

    @Test
    void aPortHasOneBinderAndIsReservedWhenThatLeaves() {
        GuestControl.Port port = guest.allocUnbound(DomId.DOM0);
        EventChannel first = dom0.eventChannels().bindInterdomain(guest.id(), port.number());
        assertPortRefused(() -> dom0.eventChannels().bindInterdomain(guest.id(), port.number()));
        try (ControlDomain second = ControlDomain.connect(sockets, keep)) {
            assertPortRefused(() -> second.eventChannels().bindInterdomain(guest.id(), port.number()));
        }
        first.close();
        port.peer().signal();
        EventChannel again = dom0.eventChannels().bindInterdomain(guest.id(), port.number());
        assertThat(again.acknowledge()).isTrue();
        port.peer().signal();
        assertThat(again.acknowledge()).isTrue();
        again.close();
        assertPortRefused(() -> dom0.eventChannels().bindInterdomain(guest.id(), port.number() + 1));
        closeAll(port);
    }

    @Test
    void aPortOfAnotherDomainsCannotBeBound() {
        GuestControl.Port port = guest.allocUnbound(new DomId(5));
        assertPortRefused(() -> dom0.eventChannels().bindInterdomain(guest.id(), port.number()));
        closeAll(port);
    }

    @Test
    void aClosedPortIsNoMore() {
        GuestControl.Port port = guest.allocUnbound(DomId.DOM0);
        EventChannel channel = dom0.eventChannels().bindInterdomain(guest.id(), port.number());
        guest.closePort(port.number());
        channel.send();
        channel.close();
        assertPortRefused(() -> dom0.eventChannels().bindInterdomain(guest.id(), port.number()));
        assertErrno("EINVAL", () -> guest.closePort(port.number()));
        closeAll(port);
    }

    private static void closeAll(GuestControl.Port port) {
        for (EventFd fd : List.of(port.own(), port.peer())) {
            fd.close();
        }
    }

    @Test
    void aDeadGuestsPagesStayWhileTheyAreMappedAndItIsAZombieUntilThen() {
        LeakCheck check = LeakCheck.begin(dom0::held);
        guest.memory().buffer().putInt(4096, 77);
        DomId id = guest.id();
        GuestControl.Port port = guest.allocUnbound(DomId.DOM0);
        EventChannel channel = dom0.eventChannels().bindInterdomain(id, port.number());
        GuestPages pages = dom0.foreignMemory().map(id, new long[] {1}, false);
        guest.close();
        Awaitility.await().until(() -> dom0.held().contains("dom1 is a zombie: its pages are mapped"));
        assertThat(pages.getInt(0)).isEqualTo(77);
        assertErrno("ESRCH", () -> dom0.foreignMemory().map(id, new long[] {1}, false));
        assertErrno("ESRCH", () -> dom0.eventChannels().bindInterdomain(id, port.number()));
        assertThatThrownBy(check::assertNone)
                .hasMessageContaining("3 leaked")
                .hasMessageContaining("foreign mapping 1 of dom1, 1 pages (destroyed)")
                .hasMessageContaining("port 1 bound to port 1 of dom1 (destroyed)")
                .hasMessageContaining("zombie");
        channel.send();
        channel.close();
        pages.close();
        check.assertNone();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        closeAll(port);
    }

    @Test
    void whatAClientOfTheControlDomainHeldIsLetGoWithIt() {
        GuestControl.Port port = guest.allocUnbound(DomId.DOM0);
        List<GuestPages> mapped = new ArrayList<>();
        ControlDomain crashed = ControlDomain.connect(sockets, keep);
        crashed.eventChannels().bindInterdomain(guest.id(), port.number());
        mapped.add(crashed.foreignMemory().map(guest.id(), new long[] {1, 2}, false));
        assertThat(dom0.held()).hasSize(2);
        crashed.close();
        Awaitility.await().until(() -> dom0.held().isEmpty());
        dom0.eventChannels().bindInterdomain(guest.id(), port.number()).close();
        mapped.forEach(GuestPages::close);
        closeAll(port);
    }

    @Test
    void domainsAreNamedOnceAndBounded() {
        assertErrno("EEXIST", () -> GuestControl.create(sockets, "guest", 1, List.of()));
        assertErrno("EINVAL", () -> GuestControl.create(sockets, "a b", 1, List.of()));
        assertErrno("EINVAL", () -> GuestControl.create(sockets, "huge", 1 << 19, List.of()));
        assertErrno("EINVAL", () -> GuestControl.create(sockets, "none", 0, List.of()));
        assertErrno("EINVAL", () -> GuestControl.create(sockets, "odd", 1, List.of("../vfb")));
        try (GuestControl second = GuestControl.create(sockets, "second", 1, List.of())) {
            assertThat(second.id()).isNotEqualTo(guest.id());
        }
    }
}
