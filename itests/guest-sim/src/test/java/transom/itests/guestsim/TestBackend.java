package transom.itests.guestsim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import transom.gem.Box;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FbEvents;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.PageDirectory;
import transom.guestfb.wire.RingConsumer;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.GuestPages;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.dom0.ControlDomain;
import transom.xen.store.StoreClient;

/** The other side of a framebuffer, stepped by the test. */
final class TestBackend implements AutoCloseable, FbEvents {

    final ControlDomain xen;
    final StoreClient store;
    final List<Box> updates = new CopyOnWriteArrayList<>();
    final List<String> resizes = new ArrayList<>();
    final DeviceId device;
    FramebufferLayout layout;
    GuestPages pixels;
    private final EventLoop loop = new EventLoop("test-backend");
    private final List<GuestPages> mapped = new ArrayList<>();
    private GuestPages page;
    private RingConsumer ring;
    private EventChannel channel;

    TestBackend(Path directory, DomId domain) {
        SimSockets sockets = new SimSockets(directory);
        loop.start();
        xen = ControlDomain.connect(sockets, new MemoryKeep());
        store = StoreClient.connect(sockets.store(), loop, reason -> {});
        device = new DeviceId(domain, "vfb", 0);
    }

    String front(String key) {
        return store.read(device.frontendPath() + "/" + key).orElse("");
    }

    void back(String key, String value) {
        store.write(device.backendPath(DomId.DOM0) + "/" + key, value);
    }

    void awaitFront(String state) {
        Awaitility.await().until(() -> front("state").equals(state));
    }

    /** Goes all the way to Connected. */
    void connect() {
        back("feature-resize", "1");
        back("request-update", "1");
        back("state", "2");
        awaitFront("4");
        map();
        back("state", "4");
    }

    void map() {
        DomId domain = device.frontend();
        page = keep(xen.foreignMemory().map(domain, new long[] {Long.parseLong(front("page-ref"))}, true));
        layout = FramebufferLayout.read(page, new FramebufferLayout.Limits(512 << 20, 8192));
        Abi abi = Abi.of(Optional.of(front("protocol")), page);
        long[] directories = PageDirectory.directories(page, abi, layout);
        GuestPages directoryPages = keep(xen.foreignMemory().map(domain, directories, false));
        long[] frames = PageDirectory.frames(directoryPages, abi, layout);
        pixels = keep(xen.foreignMemory().map(domain, frames, false));
        channel = xen.eventChannels().bindInterdomain(domain, Integer.parseInt(front("event-channel")));
        ring = RingConsumer.attachFbOut(page);
    }

    private GuestPages keep(GuestPages pages) {
        mapped.add(pages);
        return pages;
    }

    /** Reads what the guest has told; the number of events. */
    int poll() {
        channel.acknowledge();
        int events = FbEvents.read(ring, page, this, Integer.MAX_VALUE);
        if (events > 0) {
            channel.send();
        }
        return events;
    }

    /** What a screen shows at this place. */
    int shown(int x, int y) {
        PixelDepth depth = PixelDepth.of(layout.depth());
        int at = layout.offset() + y * layout.stride() + x * depth.bytes();
        int pixel = 0;
        for (int i = 0; i < Math.min(3, depth.bytes()); i++) {
            pixel |= pixels.getUnsignedByte(at + i) << 8 * i;
        }
        return depth.unpack(pixel);
    }

    @Override
    public void update(int x, int y, int width, int height) {
        updates.add(new Box(x, y, width, height));
    }

    @Override
    public void resize(int width, int height, int stride, int depth, int offset) {
        resizes.add(width + "x" + height);
        layout = new FramebufferLayout(width, height, stride, offset, depth, layout.memory());
    }

    @Override
    public void unknown(int type) {
        throw new AssertionError("event " + type);
    }

    void unmap() {
        mapped.forEach(GuestPages::close);
        mapped.clear();
        if (channel != null) {
            channel.close();
        }
    }

    @Override
    public void close() {
        unmap();
        store.close();
        xen.close();
        loop.close();
    }
}
