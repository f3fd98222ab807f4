package transom.itests.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.TreeSet;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** systemd holds what guests depend on: whatever of the service dies or is replaced, they draw on. */
@ExtendWith(LabLogs.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemdIT {

    /** Linux' driver gives a flip up after 3.1 s. */
    private static final int GIVES_UP_MILLIS = 3000;

    private DrawingGuests guests;

    @BeforeAll
    void guests() {
        Service.assumeSystemd();
        guests = DrawingGuests.create("sysd");
    }

    @AfterAll
    void destroy() {
        if (guests != null) {
            guests.close();
        }
    }

    @Test
    @Order(1)
    void systemdHoldsAllThatIsKept() {
        assertThat(Lab.dom0("systemctl --no-pager status transom")).contains("Active: active (running)", "(keeper)");
        assertThat(Transom.rows("keep:list"))
                .isNotEmpty()
                .allSatisfy(row -> assertThat(row.getString("where")).isEqualTo("keeper+systemd"));
        var held = Service.held();
        assertThat(held).isEqualTo(Service.kept());
        assertThat(Service.about(guests.flipping().domain(), held))
                .as("what belongs to %s", guests.flipping().name())
                .anyMatch(name -> name.startsWith("F/gem/"))
                .anyMatch(name -> name.startsWith("F/xen/vdispl/"))
                .anyMatch(name -> name.startsWith("F/xen/channel/"))
                .anyMatch(name -> name.startsWith("R/care/"));
    }

    @Test
    @Order(2)
    void theJvmIsKilled() throws IOException {
        String keeper = Service.mainPid();
        replaced("the JVM", "kill -9", "kill -9 " + Transom.JVM);
        assertThat(Service.mainPid()).as("the main process").isEqualTo(keeper);
    }

    @Test
    @Order(3)
    void theKeeperIsKilled() throws IOException {
        String keeper = Service.mainPid();
        replaced("the keeper", "kill -9", "kill -9 " + keeper);
        assertThat(Service.mainPid()).as("the main process").isNotEqualTo(keeper);
        assertThat(Service.show("NRestarts")).isNotEqualTo("0");
    }

    @Test
    @Order(4)
    void theServiceIsReloaded() throws IOException {
        String keeper = Service.mainPid();
        replaced("the service", "reload", "systemctl reload transom");
        assertThat(Service.mainPid()).as("the main process").isEqualTo(keeper);
    }

    @Test
    @Order(5)
    void theServiceIsRestarted() throws IOException {
        String keeper = Service.mainPid();
        replaced("the service", "restart", "systemctl restart transom");
        assertThat(Service.mainPid()).as("the main process").isNotEqualTo(keeper);
    }

    @Test
    @Order(6)
    void theServiceIsStoppedAndStarted() throws IOException {
        String keeper = Service.mainPid();
        replaced(
                "the service",
                "stop, start",
                "systemctl stop transom && ! systemctl is-active transom && systemctl start transom");
        assertThat(Service.mainPid()).as("the main process").isNotEqualTo(keeper);
    }

    /** As an update of the package systemd does it. */
    @Test
    @Order(7)
    void systemdItselfIsReplaced() throws IOException {
        guests.check("systemd", "daemon-reexec", GIVES_UP_MILLIS, () -> {
            var before = Service.held();
            Lab.dom0("systemctl daemon-reexec");
            assertThat(Service.held()).as("what systemd holds").isEqualTo(before);
            assertThat(Service.kept()).isEqualTo(before);
        });
    }

    private void replaced(String what, String how, String command) throws IOException {
        guests.check(what, how, GIVES_UP_MILLIS, () -> {
            var before = Service.held();
            String old = Lab.dom0("echo " + Transom.JVM);
            Lab.dom0(command);
            DrawingGuests.awaitAnotherJvm(old);
            awaitHeld(before);
        });
    }

    /** A thing that is replaced is removed for a moment. */
    private static void awaitHeld(TreeSet<String> expected) {
        Awaitility.await("what is held to be what was")
                .atMost(DrawingGuests.BACK)
                .untilAsserted(() -> {
                    assertThat(Service.held()).as("what systemd holds").isEqualTo(expected);
                    assertThat(Service.kept()).as("what is kept").isEqualTo(expected);
                });
    }

    @Test
    @Order(8)
    void whatAGuestNeedsGoesWithItsDomain() {
        var before = Service.held();
        try (var guest = KmsGuest.create("pvh", "leaving", "320x200")) {
            guest.open(0);
            assertThat(Service.about(guest.domain(), Service.held()))
                    .as("what systemd holds for %s", guest.name())
                    .anyMatch(name -> name.startsWith("F/gem/"));
            guest.destroy();
            awaitHeld(before);
        }
    }

    /** The last test: there is no guest any more. */
    @Test
    @Order(9)
    void theStoreIsCleanedOnceNoGuestNeedsIt() {
        guests.close();
        guests = null;
        assertThat(Lab.lab("run", "systemctl clean --what=fdstore transom").status())
                .as("systemctl clean of a service that runs")
                .isNotZero();
        Lab.dom0("systemctl stop transom");
        assertThat(Service.held()).as("what a stopped service leaves").isNotEmpty();
        Lab.dom0("systemctl clean --what=fdstore transom");
        assertThat(Service.held()).isEmpty();
        Lab.dom0("systemctl start transom");
        DrawingGuests.awaitShell();
        assertThat(Service.held()).isEqualTo(Service.kept());
    }
}
