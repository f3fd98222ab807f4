package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.IntStream;
import transom.gem.Fourcc;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.GrantDirectory;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.XenbusState;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.control.Toolstack;
import transom.xen.store.StoreClient;

/**
 * A domain with a display of one connector, which writes any byte of its memory and any node of its part of the store.
 * Grant {@code REF + n} is its page {@code n}, for the pages named here.
 */
final class RawDisplayGuest implements AutoCloseable {

    static final int WIDTH = 160;
    static final int HEIGHT = 120;
    static final int SIZE = WIDTH * HEIGHT * 4;
    static final int DATA_PAGES = (SIZE + GuestPages.PAGE_SIZE - 1) / GuestPages.PAGE_SIZE;

    static final int REF = 1000;
    static final int RING = 1;

    /** Pages of requests and of events follow each other; a second connector's are here. */
    private static final int OTHER_RING = 20;

    /** Directory pages: the first two are those of the two buffers, the others are for whatever. */
    static final int DIRECTORIES = 4;

    static final int DIRECTORY_PAGES = 12;

    /** The pages of two buffers. */
    static final int[] DATA = {32, 64};

    static final long[] DBUF = {0xffff_8880_0000_1000L, 0xffff_8880_0000_2000L};
    static final long[] FB = {0xffff_8881_0000_1000L, 0xffff_8881_0000_2000L};

    private static final int PAGES = 128;

    final GuestControl control;
    final StoreClient store;
    final DeviceId vdispl;
    private final EventLoop loop;
    private final Map<String, String> nodes = new TreeMap<>();
    private final List<RawConnector> connectors = new ArrayList<>();
    private boolean closed;

    /** One whose buffers are its own. */
    RawDisplayGuest(SimSockets sockets, String name) {
        this(sockets, name, false, 1);
    }

    /**
     * @param borrows whether the toolstack says that dom0 allocates its buffers
     * @param count of connectors
     */
    RawDisplayGuest(SimSockets sockets, String name, boolean borrows, int count) {
        control = GuestControl.create(sockets, name, PAGES, List.of());
        vdispl = new DeviceId(control.id(), "vdispl", 0);
        Map<String, String> configured = new TreeMap<>(Map.of("be-alloc", borrows ? "1" : "0"));
        for (int i = 0; i < count; i++) {
            configured.put(i + "/resolution", WIDTH + "x" + HEIGHT);
            configured.put(i + "/unique-id", "id" + i);
        }
        try (Toolstack toolstack = Toolstack.connect(sockets)) {
            toolstack.addDevice(vdispl, Map.of(), configured);
        }
        loop = new EventLoop("guest " + name);
        loop.start();
        store = new StoreClient(name, control.openStore(), loop, reason -> {});
        for (int i = 0; i < count; i++) {
            int ring = i == 0 ? RING : OTHER_RING;
            grant(ring, 2);
            RawConnector connector = new RawConnector(control, pages(ring, 1), pages(ring + 1, 1));
            connector.describe(i, REF + ring, REF + ring + 1, nodes);
            connectors.add(connector);
        }
        grant(DIRECTORIES, DIRECTORY_PAGES);
        grant(DATA[0], DATA_PAGES);
        grant(DATA[1], DATA_PAGES);
        setUp();
    }

    private void grant(int first, int count) {
        for (int page = first; page < first + count; page++) {
            control.grant(REF + page, page, DomId.DOM0, false);
        }
    }

    /** Its rings and directories as a good guest has them. */
    void setUp() {
        connectors.forEach(RawConnector::setUp);
        for (int buffer = 0; buffer < DATA.length; buffer++) {
            GrantDirectory.initialise(
                    pages(DIRECTORIES + buffer, 1), refs(DIRECTORIES + buffer, 1), refs(DATA[buffer], DATA_PAGES));
        }
    }

    /** The grants of its pages. */
    static GrantRef[] refs(int first, int count) {
        return IntStream.range(REF + first, REF + first + count)
                .mapToObj(GrantRef::new)
                .toArray(GrantRef[]::new);
    }

    /** Some of its memory. */
    GuestPages pages(int first, int count) {
        return new GuestPages(
                control.memory().buffer().slice(first * GuestPages.PAGE_SIZE, count * GuestPages.PAGE_SIZE), () -> {});
    }

    GuestPages ringPage() {
        return connector(0).ringPage;
    }

    GuestPages eventPage() {
        return connector(0).eventPage;
    }

    /** A directory page, from 0. */
    GuestPages directory(int number) {
        return pages(DIRECTORIES + number, 1);
    }

    static GrantRef directoryRef(int number) {
        return new GrantRef(REF + DIRECTORIES + number);
    }

    /** Writes other text than a good guest would; null leaves the node out. */
    void node(String key, String value) {
        if (value == null) {
            nodes.remove(key);
            store.remove(vdispl.frontendPath() + "/" + key);
        } else {
            nodes.put(key, value);
        }
    }

    /** Offers its rings; the backend waits for them. */
    void connect() {
        nodes.forEach((key, value) -> store.write(vdispl.frontendPath() + "/" + key, value));
        state(XenbusState.INITIALISED);
    }

    void state(XenbusState state) {
        store.write(vdispl.frontendPath() + "/state", Integer.toString(state.code()));
    }

    RawConnector connector(int index) {
        return connectors.get(index);
    }

    /** Tells the backend of what was written into the first connector's ring. */
    void ring() {
        connector(0).requestPort.peer().signal();
    }

    /** Sends a request of the first connector. @return its id */
    int send(RawConnector.Request request) {
        return connector(0).send(request);
    }

    /** Asks for something of the first connector. @return its status */
    int ask(RawConnector.Request request) {
        return connector(0).ask(request);
    }

    /** Asks to create one of its two buffers, or another with the pages of the first. */
    static RawConnector.Request create(
            long cookie, int width, int height, int bpp, int size, int directory, int offset) {
        return (ring, id) -> DisplRequests.dbufCreate(
                ring, id, cookie, width, height, bpp, size, 0, directoryRef(directory), offset);
    }

    /** Asks dom0 to allocate one of its two buffers. */
    static RawConnector.Request borrow(long cookie, int size, int directory) {
        return (ring, id) -> DisplRequests.dbufCreate(
                ring, id, cookie, WIDTH, HEIGHT, 32, size, Displif.FLAG_ALLOCATE, directoryRef(directory), 0);
    }

    /** Maps the pages that dom0 has allocated for it. <b>Owner:</b> the caller. */
    GuestPages mapBorrowed(int directory, int count) {
        return control.mapGrants(GrantDirectory.granted(directory(directory), count), true);
    }

    static RawConnector.Request create(int buffer) {
        return create(DBUF[buffer], WIDTH, HEIGHT, 32, SIZE, buffer, 0);
    }

    static RawConnector.Request attach(int buffer) {
        return attach(DBUF[buffer], FB[buffer], WIDTH, HEIGHT, Fourcc.XRGB8888.code());
    }

    static RawConnector.Request attach(long dbuf, long fb, int width, int height, int format) {
        return (ring, id) -> DisplRequests.fbAttach(ring, id, dbuf, fb, width, height, format);
    }

    static RawConnector.Request config(long fb, int x, int y, int width, int height) {
        return (ring, id) -> DisplRequests.setConfig(ring, id, fb, x, y, width, height, fb == 0 ? 0 : 32);
    }

    static RawConnector.Request flip(long fb) {
        return (ring, id) -> DisplRequests.pageFlip(ring, id, fb);
    }

    static RawConnector.Request detach(long fb) {
        return (ring, id) -> DisplRequests.fbDetach(ring, id, fb);
    }

    static RawConnector.Request destroy(long dbuf) {
        return (ring, id) -> DisplRequests.dbufDestroy(ring, id, dbuf);
    }

    /** Makes its buffers and shows the first, as Linux does. */
    void light() {
        for (int buffer = 0; buffer < DATA.length; buffer++) {
            assertThat(ask(create(buffer))).isZero();
            assertThat(ask(attach(buffer))).isZero();
        }
        assertThat(ask(config(FB[0], 0, 0, WIDTH, HEIGHT))).isZero();
    }

    /** Fills a buffer with noise. @return the pixels */
    byte[] draw(int buffer, long seed) {
        byte[] pixels = new byte[SIZE];
        new Random(seed).nextBytes(pixels);
        ByteBuffer memory = control.memory().buffer();
        memory.put(DATA[buffer] * GuestPages.PAGE_SIZE, pixels);
        return pixels;
    }

    /** Shows a buffer on the first connector. @return the flip's status, when its event was seen too */
    int show(int buffer) {
        return connector(0).show(FB[buffer]);
    }

    /** Ends the domain if it has not died. */
    @Override
    public void close() {
        die();
    }

    /** Destroys the domain from inside, as a crash does. */
    void die() {
        if (closed) {
            return;
        }
        closed = true;
        store.close();
        loop.close();
        control.close();
        connectors.forEach(RawConnector::close);
    }
}
