package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static transom.itests.badguests.RawDisplayGuest.DATA_PAGES;
import static transom.itests.badguests.RawDisplayGuest.DBUF;
import static transom.itests.badguests.RawDisplayGuest.SIZE;
import static transom.itests.badguests.RawDisplayGuest.borrow;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.gem.DmaBuf;
import transom.xen.GuestPages;
import transom.xen.XenbusState;

/** What is in the keep when a backend died in the middle of a request, before it could write down what it had made. */
class HalfDoneTest {

    private Dom0 dom0;
    private RawDisplayGuest guest;

    @BeforeEach
    void connect(@TempDir Path directory) {
        dom0 = new Dom0(directory).startBackend();
        guest = new RawDisplayGuest(dom0.sockets, "half", true, 1);
        awaitState(XenbusState.INIT_WAIT);
        guest.connect();
        awaitState(XenbusState.CONNECTED);
        guest.state(XenbusState.CONNECTED);
    }

    @AfterEach
    void nothingIsLeft() {
        guest.close();
        await().untilAsserted(() ->
                assertThat(dom0.keep.list()).allMatch(entry -> entry.name().startsWith("proof/")));
        assertThat(dom0.memory.buffers()).isEmpty();
        dom0.close();
    }

    private void awaitState(XenbusState state) {
        await(guest.vdispl + " is " + state).until(() -> dom0.backendState(guest.vdispl) == state);
    }

    private String name(String buffer) {
        return "vdispl/" + guest.vdispl.frontend() + "/0/" + buffer;
    }

    /** As BufferMaker does it, and then no more. */
    private void makeHalf(String name) {
        DmaBuf memory = dom0.memory.allocate((long) DATA_PAGES * GuestPages.PAGE_SIZE, name);
        dom0.share(guest.vdispl.frontend(), memory.fd(), DATA_PAGES, name);
    }

    @Test
    void theRequestIsDoneAgain() {
        makeHalf(name(Long.toHexString(DBUF[0]) + ".0"));
        assertThat(guest.ask(borrow(DBUF[0], SIZE, 0))).isZero();
        assertThat(dom0.memory.buffers()).hasSize(1);
    }

    @Test
    void whatNobodyKnowsGoesWithTheGuest() {
        makeHalf(name("ab.7"));
        dom0.keep.putRecord(name("cd.8/refs/0"), new byte[8]);
        assertThat(dom0.memory.buffers()).hasSize(1);
    }
}
