package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static transom.itests.badguests.RawDisplayGuest.DATA;
import static transom.itests.badguests.RawDisplayGuest.DATA_PAGES;
import static transom.itests.badguests.RawDisplayGuest.DBUF;
import static transom.itests.badguests.RawDisplayGuest.FB;
import static transom.itests.badguests.RawDisplayGuest.HEIGHT;
import static transom.itests.badguests.RawDisplayGuest.SIZE;
import static transom.itests.badguests.RawDisplayGuest.WIDTH;
import static transom.itests.badguests.RawDisplayGuest.attach;
import static transom.itests.badguests.RawDisplayGuest.borrow;
import static transom.itests.badguests.RawDisplayGuest.config;
import static transom.itests.badguests.RawDisplayGuest.create;
import static transom.itests.badguests.RawDisplayGuest.destroy;
import static transom.itests.badguests.RawDisplayGuest.detach;
import static transom.itests.badguests.RawDisplayGuest.directoryRef;
import static transom.itests.badguests.RawDisplayGuest.flip;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import transom.gem.Fourcc;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.GrantDirectory;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.Hypervisor.Usage;
import transom.xen.XenbusState;

/** Displays that behave, from their first state to their last, against the real backend. */
class GoodDisplaysTest {

    private static final Usage NOTHING = new Usage(0, 0, 0, 0, 0, 0, 0, 0, 0);

    private final LogLines log = new LogLines();
    private Dom0 dom0;
    private RawDisplayGuest guest;
    private long seed;

    @BeforeEach
    void start(@TempDir Path directory) {
        Awaitility.setDefaultPollInterval(Duration.ofMillis(5));
        Awaitility.setDefaultPollDelay(Duration.ZERO);
        dom0 = new Dom0(directory).startBackend();
    }

    @AfterEach
    void nothingIsLeft() {
        guest.close();
        await().untilAsserted(() -> assertThat(dom0.usage()).isEqualTo(NOTHING));
        await().untilAsserted(() -> assertThat(dom0.memory.buffers()).isEmpty());
        await().untilAsserted(() ->
                assertThat(dom0.keep.list()).allMatch(entry -> entry.name().startsWith("proof/")));
        log.close();
        dom0.close();
        Awaitility.reset();
        assertThat(log.lines()).isEmpty();
    }

    private void connect(boolean borrows, int connectors) {
        guest = new RawDisplayGuest(dom0.sockets, "good", borrows, connectors);
        connect();
    }

    private void connect() {
        awaitState(XenbusState.INIT_WAIT);
        guest.connect();
        awaitState(XenbusState.CONNECTED);
        guest.state(XenbusState.CONNECTED);
    }

    private void awaitState(XenbusState state) {
        await(guest.vdispl + " is " + state).until(() -> dom0.backendState(guest.vdispl) == state);
    }

    private byte[] noise(int bytes) {
        byte[] pixels = new byte[bytes];
        new Random(++seed).nextBytes(pixels);
        return pixels;
    }

    private void awaitPicture(int connector, byte[] pixels) {
        await("picture of connector " + connector)
                .untilAsserted(() -> assertThat(
                                dom0.presenter.picture(guest.vdispl, connector).pixels())
                        .isEqualTo(pixels));
    }

    /** Draws, flips and looks, on the first connector. */
    private void flips(int buffer) {
        byte[] pixels = guest.draw(buffer, ++seed);
        assertThat(guest.show(buffer)).isZero();
        awaitPicture(0, pixels);
    }

    @ParameterizedTest
    @ValueSource(strings = {"RG16", "RG24", "XR24", "AR24", "XR12", "AR12", "XR15", "AR15", "YUYV"})
    void everyFormatOfLinuxIsShown(String format) {
        connect(false, 1);
        Fourcc fourcc = Fourcc.of(format);
        int bytes = fourcc.bytesPerPixel();
        byte[] pixels = noise(WIDTH * HEIGHT * bytes);
        guest.control.memory().buffer().put(DATA[0] * GuestPages.PAGE_SIZE, pixels);

        assertThat(guest.ask(create(DBUF[0], WIDTH, HEIGHT, bytes * 8, pixels.length, 0, 0)))
                .isZero();
        assertThat(guest.ask(attach(DBUF[0], FB[0], WIDTH, HEIGHT, fourcc.code())))
                .isZero();
        assertThat(guest.ask(config(FB[0], 0, 0, WIDTH, HEIGHT))).isZero();
        awaitPicture(0, pixels);
    }

    @Test
    void aSmallerFramebufferThatBeginsLaterIsShown() {
        connect(false, 1);
        int offset = 256;
        byte[] memory = noise(SIZE);
        guest.control.memory().buffer().put(DATA[0] * GuestPages.PAGE_SIZE, memory);
        assertThat(guest.ask(create(DBUF[0], WIDTH, HEIGHT - 1, 32, SIZE, 0, offset)))
                .isZero();
        assertThat(guest.ask(attach(DBUF[0], FB[0], 40, 30, Fourcc.XRGB8888.code())))
                .isZero();
        assertThat(guest.ask(config(FB[0], 0, 0, 40, 30))).isZero();

        ByteBuffer expected = ByteBuffer.allocate(40 * 30 * 4);
        for (int y = 0; y < 30; y++) {
            expected.put(memory, offset + y * WIDTH * 4, 40 * 4);
        }
        awaitPicture(0, expected.array());
    }

    @Test
    void theEdidSaysItsSize() {
        connect(false, 1);
        GrantDirectory.initialise(
                guest.directory(2), new GrantRef[] {directoryRef(2)}, RawDisplayGuest.refs(DATA[0], 8));
        assertThat(guest.ask((ring, id) -> DisplRequests.getEdid(ring, id, Displif.EDID_MAX_SIZE, directoryRef(2))))
                .isZero();
        assertThat(guest.connector(0).edidSize()).isEqualTo(Displif.EDID_BLOCK_SIZE);
        byte[] block = new byte[Displif.EDID_BLOCK_SIZE];
        guest.control.memory().buffer().get(DATA[0] * GuestPages.PAGE_SIZE, block);
        int sum = 0;
        for (byte b : block) {
            sum += b;
        }
        assertThat(sum & 0xff).isZero();
        assertThat(block[56] & 0xff | (block[58] & 0xf0) << 4).isEqualTo(WIDTH);
        assertThat(block[59] & 0xff | (block[61] & 0xf0) << 4).isEqualTo(HEIGHT);
    }

    @Test
    void twoConnectorsShowWhatIsTheirs() {
        connect(false, 2);
        guest.light();
        assertThat(guest.connector(1).ask(config(FB[1], 0, 0, WIDTH, HEIGHT))).isZero();
        for (int round = 0; round < 5; round++) {
            byte[] first = guest.draw(0, ++seed);
            byte[] second = guest.draw(1, ++seed);
            guest.connector(1).send(flip(FB[1]));
            assertThat(guest.show(0)).isZero();
            await().until(() -> guest.connector(1).answer() >= 0);
            awaitPicture(0, first);
            awaitPicture(1, second);
        }
        assertThat(guest.ask(config(0, 0, 0, 0, 0))).isZero();
        await().until(() -> !dom0.presenter.shows(guest.vdispl));
        assertThat(guest.connector(1).show(FB[1])).isZero();
    }

    @Test
    void switchedOffAndOnAgain() {
        connect(false, 1);
        guest.light();
        flips(1);
        assertThat(guest.ask(detach(FB[0]))).isZero();
        assertThat(guest.ask(config(0, 0, 0, 0, 0))).isZero();
        await().until(() -> !dom0.presenter.shows(guest.vdispl));
        assertThat(guest.ask(detach(FB[1]))).isZero();
        assertThat(guest.ask(destroy(DBUF[0]))).isZero();
        assertThat(guest.ask(destroy(DBUF[1]))).isZero();
        assertThat(dom0.usage().grantedPages()).as("rings only").isEqualTo(2);
        guest.light();
        flips(1);
    }

    @Test
    void aFrontendThatGoesAndComesAgainIsShownAgain() {
        connect(false, 1);
        guest.light();
        flips(1);
        guest.state(XenbusState.CLOSED);
        awaitState(XenbusState.CLOSED);
        assertThat(dom0.presenter.shows(guest.vdispl)).isFalse();
        assertThat(dom0.usage()).isEqualTo(NOTHING);
        guest.setUp();
        guest.state(XenbusState.INITIALISING);
        connect();
        guest.light();
        flips(1);
    }

    @Test
    void xlDestroyDoesNotWait() {
        connect(false, 1);
        guest.light();
        guest.send(flip(FB[1]));
        assertThat(dom0.toolstack.destroy(guest.control.id()))
                .as("the backend answered")
                .isTrue();
        await().until(() -> !dom0.presenter.shows(guest.vdispl));
    }

    /** A flip waits for its answer whenever a backend goes; the next one answers it, once. */
    @Test
    void backendsComeAndGoWhileTheGuestFlips() {
        connect(false, 1);
        guest.light();
        flips(1);
        Usage before = dom0.usage();
        for (int round = 0; round < 20; round++) {
            dom0.stopBackend();
            assertThat(dom0.backendState(guest.vdispl)).isEqualTo(XenbusState.CONNECTED);
            assertThat(dom0.usage()).as("its channels stay bound").isEqualTo(new Usage(0, 0, 0, 0, 2, 0, 0, 0, 0));
            int buffer = round % 2;
            byte[] pixels = guest.draw(buffer, ++seed);
            int id = guest.send(flip(FB[buffer]));

            dom0.startBackend();
            await().until(guest.connector(0)::answer, answer -> answer == id);
            awaitPicture(0, pixels);
            guest.connector(0).readEvents();
            flips(1 - buffer);
            assertThat(guest.connector(0).answer()).as("a second answer").isEqualTo(-1);
            assertThat(dom0.usage()).isEqualTo(before);
        }
    }

    @Test
    void backendsComeAndGoWhileDom0OwnsTheBuffers() {
        connect(true, 1);
        GuestPages[] memory = new GuestPages[2];
        for (int buffer = 0; buffer < 2; buffer++) {
            assertThat(guest.ask(borrow(DBUF[buffer], SIZE, buffer))).isZero();
            memory[buffer] = guest.mapBorrowed(buffer, DATA_PAGES);
            assertThat(guest.ask(attach(buffer))).isZero();
        }
        assertThat(guest.ask(config(FB[0], 0, 0, WIDTH, HEIGHT))).isZero();
        Usage before = dom0.usage();
        for (int round = 0; round < 20; round++) {
            dom0.stopBackend();
            int buffer = 1 - round % 2;
            byte[] pixels = noise(SIZE);
            memory[buffer].asByteBuffer().put(0, pixels);
            int id = guest.send(flip(FB[buffer]));

            dom0.startBackend();
            await().until(guest.connector(0)::answer, answer -> answer == id);
            awaitPicture(0, pixels);
            assertThat(guest.connector(0).answer()).as("a second answer").isEqualTo(-1);
            await().untilAsserted(() -> assertThat(dom0.usage()).isEqualTo(before));
        }
        assertThat(dom0.usage().sharedPages()).isEqualTo(2L * DATA_PAGES);
        Arrays.stream(memory).forEach(GuestPages::close);
        assertThat(guest.ask(destroy(DBUF[0]))).isZero();
        assertThat(guest.ask(destroy(DBUF[1]))).isZero();
        assertThat(dom0.usage().sharedPages()).isZero();
    }
}
