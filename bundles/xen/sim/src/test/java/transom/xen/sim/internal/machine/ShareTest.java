package transom.xen.sim.internal.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.MemFd;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.Hypervisor.GrantedDmaBuf;
import transom.xen.Hypervisor.GrantedDmaBuf.Direction;
import transom.xen.Hypervisor.Usage;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.LeakCheck;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.dom0.ControlDomain;

/** The control domain grants a file's pages, and a guest maps them. */
class ShareTest {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);
    private static final int PAGES = 5;
    private static final int PAGE = GuestPages.PAGE_SIZE;

    @TempDir
    Path directory;

    private final MemoryKeep keep = new MemoryKeep();
    private SimSockets sockets;
    private Simulator simulator;
    private ControlDomain dom0;
    private GrantTable grants;
    private GuestControl guest;
    private Fd file;
    private Mapping pixels;
    private LeakCheck leaks;

    @BeforeEach
    void start() {
        sockets = new SimSockets(directory);
        simulator = Simulator.start(sockets, Duration.ofMillis(200));
        dom0 = ControlDomain.connect(sockets, keep);
        grants = dom0.grantTable();
        guest = GuestControl.create(sockets, "guest", 16, List.of());
        file = MemFd.create("buffer", (long) PAGES * PAGE, true);
        pixels = Mapping.shared(file);
        leaks = LeakCheck.begin(simulator::held);
    }

    @AfterEach
    void stop() {
        guest.close();
        Awaitility.await().until(() -> leaks.leaks().isEmpty());
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        assertThat(keep.list()).isEmpty();
        dom0.close();
        simulator.close();
        pixels.close();
        file.close();
    }

    private SharedDmaBuf share(DomId to) {
        return grants.share(to, file.fd(), PAGES, "vdispl/1/0/0/abc");
    }

    private static GrantRef[] refs(SharedDmaBuf share) {
        return IntStream.range(0, share.pages()).mapToObj(share::ref).toArray(GrantRef[]::new);
    }

    private static void assertErrno(String errno, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ControlException.class, e -> assertThat(e.errno()).isEqualTo(errno));
    }

    @Test
    void bothSidesWriteTheSamePages() {
        try (SharedDmaBuf share = share(guest.id())) {
            assertThat(share.domain()).isEqualTo(guest.id());
            assertThat(dom0.usage()).isEqualTo(new Usage(0, 0, 0, 0, 0, 1, PAGES, 0, 0));
            assertThat(dom0.grantedDmaBufs())
                    .containsExactly(new GrantedDmaBuf(Direction.SHARED, guest.id(), PAGES, "vdispl/1/0/0/abc"));
            assertThat(leaks.leaks()).containsExactly("share 1 of 5 pages to dom1");
            try (GuestPages mapped = guest.mapGrants(refs(share), true)) {
                for (int page = 0; page < PAGES; page++) {
                    pixels.buffer().putInt(page * PAGE, 0x1000 + page);
                    assertThat(mapped.getInt(page * PAGE)).isEqualTo(0x1000 + page);
                    mapped.putInt(page * PAGE + 4092, 0x2000 + page);
                    assertThat(pixels.buffer().getInt(page * PAGE + 4092)).isEqualTo(0x2000 + page);
                }
            }
        }
    }

    @Test
    void pagesAreMappedInTheOrderThatTheGuestAsksFor() {
        try (SharedDmaBuf share = share(guest.id());
                GuestPages mapped = guest.mapGrants(new GrantRef[] {share.ref(3), share.ref(0), share.ref(3)}, false)) {
            pixels.buffer().putInt(3 * PAGE, 33).putInt(0, 11);
            assertThat(mapped.getInt(0)).isEqualTo(33);
            assertThat(mapped.getInt(PAGE)).isEqualTo(11);
            assertThat(mapped.getInt(2 * PAGE)).isEqualTo(33);
        }
    }

    @Test
    void whatAHypervisorRefusesIsRefused() {
        try (GuestControl other = GuestControl.create(sockets, "other", 1, List.of());
                SharedDmaBuf share = share(guest.id())) {
            assertErrno("EINVAL", () -> other.mapGrants(refs(share), false));
            for (int unknown : new int[] {0, -1, 7, Integer.MAX_VALUE}) {
                GrantRef[] refs = {share.ref(0), new GrantRef(unknown)};
                assertErrno("EINVAL", () -> guest.mapGrants(refs, true));
            }
            assertErrno("EINVAL", () -> guest.mapGrants(new GrantRef[0], true));
            assertErrno("EINVAL", () -> grants.map(DomId.DOM0, refs(share), true));
        }
        assertErrno("EINVAL", () -> guest.mapGrants(new GrantRef[] {new GrantRef(8)}, false));
    }

    @Test
    void whatCannotBeGrantedIsRefusedAndNothingIsKept() {
        assertThatThrownBy(() -> grants.share(guest.id(), file.fd(), PAGES + 1, "a"))
                .isInstanceOf(XenException.class)
                .hasMessageContaining("20480 bytes, not 6 pages");
        assertThatThrownBy(() -> grants.share(new DomId(77), file.fd(), PAGES, "a"))
                .hasMessageContaining("there is no domain 77");
        assertThatThrownBy(() -> grants.share(guest.id(), 1 << 20, PAGES, "a")).hasMessageContaining("EBADF");
        assertThatThrownBy(() -> grants.share(guest.id(), file.fd(), PAGES, "a b"))
                .hasMessageContaining("name 'a b'");
        assertThatThrownBy(() -> grants.share(guest.id(), file.fd(), 1 << 20, "a"))
                .hasMessageContaining("1..16380");
        try (SharedDmaBuf share = share(guest.id())) {
            assertThatThrownBy(() -> share(guest.id())).hasMessageContaining("is shared as 'vdispl/1/0/0/abc' already");
            assertThat(share.pages()).isEqualTo(PAGES);
        }
    }

    @Test
    void theTableIsBounded() {
        int most = 16380;
        try (Fd big = MemFd.create("big", (long) most * PAGE, true)) {
            SharedDmaBuf first = grants.share(guest.id(), big.fd(), most, "first");
            SharedDmaBuf second = grants.share(guest.id(), big.fd(), most, "second");
            assertThat(first.ref(0)).isNotEqualTo(second.ref(0));
            assertThatThrownBy(() -> grants.share(guest.id(), big.fd(), most, "third"))
                    .hasMessageContaining("ENOSPC");
            first.close();
            grants.share(guest.id(), big.fd(), most, "third").close();
            second.close();
        }
    }

    @Test
    void grantsThatAreEndedWhileMappedGoWhenTheyAreUnmapped() {
        SharedDmaBuf share = share(guest.id());
        GrantRef[] half = {share.ref(1), share.ref(2)};
        GuestPages mapped = guest.mapGrants(half, true);
        share.close();
        share.close();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        assertThat(leaks.leaks()).containsExactly("share 1 of 5 pages to dom1 ended, 2 pages are mapped still");
        mapped.putInt(0, 77);
        assertThat(pixels.buffer().getInt(PAGE)).isEqualTo(77);
        assertErrno("EINVAL", () -> guest.mapGrants(new GrantRef[] {share.ref(0)}, true));
        try (SharedDmaBuf next = share(guest.id())) {
            assertThat(refs(next)).doesNotContain(half);
        }
        mapped.close();
        leaks.assertNone();
        assertErrno("EINVAL", () -> guest.mapGrants(half, true));
    }

    @Test
    void aGuestThatDiesLetsGoOfWhatItMapped() {
        SharedDmaBuf share = share(guest.id());
        GuestPages mapped = guest.mapGrants(refs(share), true);
        guest.close();
        Awaitility.await().until(() -> dom0.type(share.domain()) == DomainType.UNKNOWN);
        share.close();
        Awaitility.await().until(() -> leaks.leaks().isEmpty());
        mapped.close();
    }

    @Test
    void aShareIsFoundByWhoeverComesAfter() {
        SharedDmaBuf share = share(guest.id());
        GrantRef[] refs = refs(share);
        GuestPages mapped = guest.mapGrants(refs, true);
        share.detach();
        share.close();
        dom0.close();
        dom0 = ControlDomain.connect(sockets, keep);
        assertThat(dom0.usage()).isEqualTo(new Usage(0, 0, 0, 0, 0, 1, PAGES, 0, 0));
        assertThat(dom0.grantTable().shared("vdispl/1/0/0/other")).isEmpty();
        SharedDmaBuf found = dom0.grantTable().shared("vdispl/1/0/0/abc").orElseThrow();
        assertThat(refs(found)).isEqualTo(refs);
        assertThat(found.domain()).isEqualTo(guest.id());
        mapped.putInt(0, 99);
        assertThat(pixels.buffer().getInt(0)).isEqualTo(99);
        mapped.close();
        found.close();
        leaks.assertNone();
        assertThat(dom0.grantTable().shared("vdispl/1/0/0/abc")).isEmpty();
    }

    @Test
    void withNobodyWhoKeepsItAShareEnds() {
        SharedDmaBuf share = share(guest.id());
        share.detach();
        keep.remove("xen/vdispl/1/0/0/abc");
        Awaitility.await().until(() -> leaks.leaks().isEmpty());
        assertThat(grants.shared("vdispl/1/0/0/abc")).isEmpty();
        dom0.close();
        dom0 = ControlDomain.connect(sockets, keep);
    }

    @Test
    void sharesOfASimulatorThatHasGoneAreForgotten() {
        share(guest.id()).detach();
        dom0.close();
        simulator.close();
        simulator = Simulator.start(sockets, Duration.ofMillis(200));
        leaks = LeakCheck.begin(simulator::held);
        dom0 = ControlDomain.connect(sockets, keep);
        assertThat(dom0.grantTable().shared("vdispl/1/0/0/abc")).isEmpty();
    }

    @Test
    void theControlDomainMapsWhatItGrantedToItself() {
        try (SharedDmaBuf share = share(DomId.DOM0);
                GuestPages mapped = grants.map(DomId.DOM0, refs(share), true)) {
            pixels.buffer().putInt(4 * PAGE, 44);
            assertThat(mapped.getInt(4 * PAGE)).isEqualTo(44);
            assertThat(dom0.held()).contains("grant mapping 1 of dom0, 5 pages");
        }
    }

    @Test
    void domainsAreWhatTheyWereMadeAs() {
        try (GuestControl pv = GuestControl.create(sockets, "pv", 1, List.of(), DomainType.PV)) {
            assertThat(dom0.type(pv.id())).isEqualTo(DomainType.PV);
            assertThat(dom0.type(guest.id())).isEqualTo(DomainType.PVH);
            assertThat(dom0.type(new DomId(77))).isEqualTo(DomainType.UNKNOWN);
        }
    }
}
