package transom.itests.badguests;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.LongStream;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.FbPage;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.RingProducer;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.GuestPages;
import transom.xen.XenbusState;
import transom.xen.sim.control.GuestControl;
import transom.xen.sim.control.SimSockets;
import transom.xen.store.StoreClient;

/** A domain that writes any byte of its memory and any node of its part of the store. */
final class RawGuest implements AutoCloseable {

    /** Frame number {@code n} is page {@code n}. */
    static final int PAGES = 256;

    static final int FB_PAGE = 1;
    static final int KBD_PAGE = 2;
    static final int DIRECTORY = 4;
    static final int FRAMEBUFFER = 16;

    /** Small, and its last row ends with its memory. */
    static final FramebufferLayout LAYOUT = new FramebufferLayout(160, 120, 640, 0, 32, 160 * 120 * 4);

    final GuestControl control;
    final StoreClient store;
    final DeviceId vfb;
    final DeviceId vkbd;
    final GuestControl.Port fbPort;
    final GuestControl.Port kbdPort;
    private final EventLoop loop;
    private final Map<String, String> vfbNodes = new TreeMap<>();
    private final Map<String, String> vkbdNodes = new TreeMap<>();
    private RingProducer out;
    private boolean closed;

    RawGuest(SimSockets sockets, String name) {
        control = GuestControl.create(sockets, name, PAGES, List.of("vfb", "vkbd"));
        loop = new EventLoop("guest " + name);
        loop.start();
        store = new StoreClient(name, control.openStore(), loop, reason -> {});
        vfb = new DeviceId(control.id(), "vfb", 0);
        vkbd = new DeviceId(control.id(), "vkbd", 0);
        fbPort = control.allocUnbound(DomId.DOM0);
        kbdPort = control.allocUnbound(DomId.DOM0);
        control.grant(8, KBD_PAGE, DomId.DOM0, false);
        setUp(LAYOUT, Abi.X86_64);
        vkbdNodes.putAll(Map.of("page-gref", "8", "event-channel", "" + kbdPort.number(), "request-abs-pointer", "1"));
    }

    /** Some of its memory. */
    GuestPages pages(int first, int count) {
        return new GuestPages(
                control.memory().buffer().slice(first * GuestPages.PAGE_SIZE, count * GuestPages.PAGE_SIZE), () -> {});
    }

    GuestPages fbPage() {
        return pages(FB_PAGE, 1);
    }

    GuestPages kbdPage() {
        return pages(KBD_PAGE, 1);
    }

    /** The shared page and its directory, as a good guest writes them; nothing is told to anybody yet. */
    void setUp(FramebufferLayout layout, Abi abi) {
        int directories = (layout.pages() + abi.framesPerDirectory() - 1) / abi.framesPerDirectory();
        FbPage.initialise(
                fbPage(),
                layout,
                abi,
                LongStream.range(DIRECTORY, DIRECTORY + directories).toArray());
        FbPage.writeDirectories(
                pages(DIRECTORY, directories),
                abi,
                LongStream.range(FRAMEBUFFER, FRAMEBUFFER + layout.pages()).toArray());
        out = RingProducer.attachFbOut(fbPage());
        vfbNodes.putAll(Map.of(
                "page-ref",
                "" + FB_PAGE,
                "event-channel",
                "" + fbPort.number(),
                "protocol",
                abi.protocol(),
                "feature-update",
                "1"));
    }

    /** Writes other text than a good guest would; null leaves the node out. */
    RawGuest vfbNode(String key, String value) {
        return node(vfbNodes, key, value);
    }

    /** The same for the keyboard. */
    RawGuest vkbdNode(String key, String value) {
        return node(vkbdNodes, key, value);
    }

    private RawGuest node(Map<String, String> nodes, String key, String value) {
        if (value == null) {
            nodes.remove(key);
        } else {
            nodes.put(key, value);
        }
        return this;
    }

    void connectDisplay() {
        connect(vfb, vfbNodes);
    }

    void connectKeyboard() {
        connect(vkbd, vkbdNodes);
    }

    private void connect(DeviceId device, Map<String, String> nodes) {
        nodes.forEach((key, value) -> store.write(device.frontendPath() + "/" + key, value));
        state(device, XenbusState.INITIALISED);
    }

    void state(DeviceId device, XenbusState state) {
        store.write(device.frontendPath() + "/state", Integer.toString(state.code()));
    }

    XenbusState backendState(DeviceId device) {
        return store.read(device.backendPath(DomId.DOM0) + "/state")
                .map(XenbusState::parse)
                .orElse(XenbusState.UNKNOWN);
    }

    /** Fills the picture with noise and says so. @return the pixels */
    byte[] draw(FramebufferLayout layout, long seed) {
        byte[] pixels = new byte[layout.width() * layout.depth() / 8 * layout.height()];
        new Random(seed).nextBytes(pixels);
        int row = layout.width() * layout.depth() / 8;
        for (int y = 0; y < layout.height(); y++) {
            int at = FRAMEBUFFER * GuestPages.PAGE_SIZE + layout.offset() + y * layout.stride();
            control.memory().buffer().put(at, pixels, y * row, row);
        }
        update(0, 0, layout.width(), layout.height());
        return pixels;
    }

    boolean update(int x, int y, int width, int height) {
        boolean written = FbEvents.writeUpdate(out, fbPage(), x, y, width, height);
        fbPort.peer().signal();
        return written;
    }

    void resize(int width, int height, int stride, int depth, int offset) {
        FbEvents.writeResize(out, fbPage(), width, height, stride, depth, offset);
        fbPort.peer().signal();
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
        fbPort.own().close();
        fbPort.peer().close();
        kbdPort.own().close();
        kbdPort.peer().close();
    }
}
