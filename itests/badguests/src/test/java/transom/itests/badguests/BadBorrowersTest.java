package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static transom.itests.badguests.RawDisplayGuest.DATA_PAGES;
import static transom.itests.badguests.RawDisplayGuest.DBUF;
import static transom.itests.badguests.RawDisplayGuest.DIRECTORIES;
import static transom.itests.badguests.RawDisplayGuest.FB;
import static transom.itests.badguests.RawDisplayGuest.HEIGHT;
import static transom.itests.badguests.RawDisplayGuest.REF;
import static transom.itests.badguests.RawDisplayGuest.SIZE;
import static transom.itests.badguests.RawDisplayGuest.WIDTH;
import static transom.itests.badguests.RawDisplayGuest.attach;
import static transom.itests.badguests.RawDisplayGuest.borrow;
import static transom.itests.badguests.RawDisplayGuest.config;
import static transom.itests.badguests.RawDisplayGuest.destroy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.GrantDirectory;
import transom.guestfb.wire.XenErrno;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.Hypervisor.Usage;
import transom.xen.XenbusState;

/** Guests that misuse buffers which dom0 allocates for them: whatever they do, when they are gone dom0 has all of it back. */
class BadBorrowersTest {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static final long OTHER = 77;
    private static final int BUFFER_MIB = 16;

    private final LogLines log = new LogLines();
    private Dom0 dom0;
    private RawDisplayGuest bad;

    @BeforeEach
    void start(@TempDir Path directory) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        dom0 = new Dom0(directory).startBackend();
        bad = new RawDisplayGuest(dom0.sockets, "bad", true, 1);
        connect();
    }

    @AfterEach
    void nothingIsLeft() {
        bad.die();
        await().untilAsserted(() -> assertThat(dom0.usage()).isEqualTo(NOTHING));
        await().untilAsserted(() -> assertThat(dom0.memory.buffers()).isEmpty());
        await().untilAsserted(() ->
                assertThat(dom0.keep.list()).allMatch(entry -> entry.name().startsWith("proof/")));
        log.close();
        dom0.close();
        Awaitility.reset();
    }

    private void awaitState(XenbusState state) {
        await(bad.vdispl + " is " + state).until(() -> dom0.backendState(bad.vdispl) == state);
    }

    private void connect() {
        awaitState(XenbusState.INIT_WAIT);
        bad.connect();
        awaitState(XenbusState.CONNECTED);
        bad.state(XenbusState.CONNECTED);
    }

    private GuestPages borrowed(int buffer) {
        assertThat(bad.ask(borrow(DBUF[buffer], SIZE, buffer))).isZero();
        GuestPages pages = bad.mapBorrowed(buffer, DATA_PAGES);
        assertThat(bad.ask(attach(buffer))).isZero();
        return pages;
    }

    private byte[] draw(GuestPages pages, long seed) {
        byte[] pixels = new byte[SIZE];
        new Random(seed).nextBytes(pixels);
        pages.asByteBuffer().put(0, pixels);
        return pixels;
    }

    private void awaitPicture(byte[] pixels) {
        await().untilAsserted(() ->
                assertThat(dom0.presenter.picture(bad.vdispl).pixels()).isEqualTo(pixels));
    }

    private void shown(GuestPages pages) {
        byte[] pixels = draw(pages, 1);
        assertThat(bad.ask(config(FB[0], 0, 0, WIDTH, HEIGHT))).isZero();
        awaitPicture(pixels);
    }

    @Test
    void aGoodOneDrawsIntoMemoryOfDom0() {
        try (GuestPages first = borrowed(0);
                GuestPages second = borrowed(1)) {
            shown(first);
            byte[] pixels = draw(second, 2);
            assertThat(bad.show(1)).isZero();
            awaitPicture(pixels);
            assertThat(dom0.usage().sharedPages()).isEqualTo(2L * DATA_PAGES);
            assertThat(dom0.usage().grantedPages()).as("rings only").isEqualTo(2);
        }
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void oneThatDestroysWhatItHasMapped() {
        try (GuestPages pages = borrowed(0)) {
            shown(pages);
            assertThat(bad.ask(destroy(DBUF[0]))).isZero();
            draw(pages, 3);
            try (GuestPages again = borrowed(0)) {
                shown(again);
            }
        }
    }

    @Test
    void oneThatDiesWithEverythingMapped() {
        GuestPages pages = borrowed(0);
        shown(pages);
        draw(pages, 4);
        bad.die();
        assertThat(log.lines()).isEmpty();
    }

    @Test
    void oneThatNeverGivesBack() {
        int status = 0;
        for (int taken = 0; status == 0; taken += BUFFER_MIB) {
            assertThat(taken).as("MiB").isLessThanOrEqualTo(Dom0.BUFFER_MIB);
            bad.state(XenbusState.CLOSED);
            awaitState(XenbusState.CLOSED);
            bad.state(XenbusState.INITIALISING);
            connectAgain();
            status = bad.ask(borrow(OTHER + taken, BUFFER_MIB << 20, 2));
        }
        assertThat(status).as("memory of earlier connections counts").isEqualTo(-XenErrno.ENOMEM);
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).contains("is more than the limit of");
    }

    /** From directory page 2 on there is a chain for a large buffer. */
    private void connectAgain() {
        bad.setUp();
        int last = 1 + GrantDirectory.directories((BUFFER_MIB << 20) / GuestPages.PAGE_SIZE);
        for (int page = 2; page <= last; page++) {
            bad.directory(page).putInt(0, page == last ? 0 : REF + DIRECTORIES + page + 1);
        }
        connect();
    }

    @Test
    void oneWhoseDirectoryMayOnlyBeRead() {
        bad.control.grant(7, DIRECTORIES + 2, DomId.DOM0, true);
        int status = bad.ask((ring, id) -> DisplRequests.dbufCreate(
                ring, id, OTHER, WIDTH, HEIGHT, 32, SIZE, Displif.FLAG_ALLOCATE, new GrantRef(7), 0));
        assertThat(status).isEqualTo(-XenErrno.EINVAL);
        assertThat(dom0.memory.buffers()).isEmpty();
        assertThat(dom0.usage().sharedDmaBufs()).isZero();
        try (GuestPages pages = borrowed(0)) {
            shown(pages);
        }
        assertThat(log.lines()).hasSize(1);
    }

    @Test
    void oneWhoseDirectoryEndsEarly() {
        bad.directory(2).putInt(0, 0);
        bad.send(borrow(OTHER, 4096 * (GrantDirectory.REFS_PER_PAGE + 1), 2));
        awaitState(XenbusState.CLOSED);
        assertThat(dom0.memory.buffers()).isEmpty();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        assertThat(log.lines()).hasSize(1);
        assertThat(log.lines().get(0)).contains("its directory ends after 1 of 2 pages");
    }

    @Test
    void oneWhoseDeviceIsRemovedMeanwhile() {
        GuestPages pages = borrowed(0);
        shown(pages);
        assertThat(dom0.toolstack.removeDevice(bad.vdispl)).isTrue();
        await().until(() -> !dom0.presenter.shows(bad.vdispl));
        byte[] pixels = draw(pages, 5);
        byte[] kept = new byte[SIZE];
        pages.copyOut(0, kept, SIZE);
        assertThat(kept).as("its memory is still its").isEqualTo(pixels);
        assertThat(dom0.usage().sharedDmaBufs()).isEqualTo(1);
        assertThat(log.lines()).isEmpty();
    }
}
