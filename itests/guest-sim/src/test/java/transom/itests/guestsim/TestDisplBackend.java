package transom.itests.guestsim;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import transom.guestfb.wire.BackRing;
import transom.guestfb.wire.DisplEventWriter;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.DisplayBufferLayout;
import transom.guestfb.wire.DisplayFramebuffer;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.GrantDirectory;
import transom.keep.internal.memory.MemoryKeep;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.MemFd;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.SharedDmaBuf;
import transom.xen.sim.control.SimSockets;
import transom.xen.sim.internal.dom0.ControlDomain;
import transom.xen.store.StoreClient;

/** The other side of a display with one connector, stepped by the test. */
final class TestDisplBackend implements AutoCloseable {

    private static final FramebufferLayout.Limits LIMITS = new FramebufferLayout.Limits(128 << 20, 8192);

    final ControlDomain xen;
    final StoreClient store;
    final DeviceId device;
    final List<String> operations = new ArrayList<>();
    int refuse;
    boolean silent;
    private final EventLoop loop = new EventLoop("test-backend");
    private final DisplRequest request = new DisplRequest();
    private final Map<Long, DisplayBufferLayout> layouts = new HashMap<>();
    private final Map<Long, GuestPages> buffers = new HashMap<>();
    private final Map<Long, DisplayFramebuffer> framebuffers = new HashMap<>();
    private final Map<Long, Long> bufferOf = new HashMap<>();
    private GuestPages requestPage;
    private GuestPages eventPage;
    private EventChannel requestChannel;
    private EventChannel eventChannel;
    private BackRing ring;
    private DisplEventWriter events;
    private long visible;

    TestDisplBackend(Path directory, DomId domain) {
        SimSockets sockets = new SimSockets(directory);
        loop.start();
        xen = ControlDomain.connect(sockets, new MemoryKeep());
        store = StoreClient.connect(sockets.store(), loop, reason -> {});
        device = new DeviceId(domain, "vdispl", 0);
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
        back("state", "2");
        awaitFront("3");
        map();
        back("state", "4");
        awaitFront("4");
    }

    void map() {
        requestPage = map(front("0/req-ring-ref"));
        eventPage = map(front("0/evt-ring-ref"));
        requestChannel = bind(front("0/req-event-channel"));
        eventChannel = bind(front("0/evt-event-channel"));
        ring = BackRing.attach(requestPage);
        events = DisplEventWriter.attach(eventPage);
    }

    private GuestPages map(String ref) {
        return map(new GrantRef(Integer.parseInt(ref)), true);
    }

    private GuestPages map(GrantRef ref, boolean writable) {
        return xen.grantTable().map(device.frontend(), new GrantRef[] {ref}, writable);
    }

    private EventChannel bind(String port) {
        return xen.eventChannels().bindInterdomain(device.frontend(), Integer.parseInt(port));
    }

    /** Does what the guest asks for. @return whether it asked for anything */
    boolean poll() {
        requestChannel.acknowledge();
        boolean worked = false;
        while (!silent && ring.next(request)) {
            worked = true;
            operations.add(request.operationName());
            ring.respond(request, refuse != 0 ? refuse : serve());
            ring.publish();
            requestChannel.send();
        }
        return worked;
    }

    private int serve() {
        long fb = request.untrustedFbCookie();
        long dbuf = request.untrustedDbufCookie();
        switch (request.operation()) {
            case Displif.OP_DBUF_CREATE -> create(dbuf);
            case Displif.OP_DBUF_DESTROY -> buffers.remove(dbuf).close();
            case Displif.OP_FB_ATTACH -> {
                framebuffers.put(fb, layouts.get(dbuf).framebuffer(request));
                bufferOf.put(fb, dbuf);
            }
            case Displif.OP_FB_DETACH -> framebuffers.remove(fb);
            case Displif.OP_SET_CONFIG -> visible = fb;
            case Displif.OP_PG_FLIP -> {
                visible = fb;
                events.flipDone(fb);
                eventChannel.send();
            }
            default -> throw new AssertionError(request.operationName());
        }
        return 0;
    }

    private void create(long cookie) {
        DisplayBufferLayout layout = DisplayBufferLayout.read(request, LIMITS);
        if (request.asksForAllocation()) {
            grant(cookie, layout);
            return;
        }
        GrantRef[] refs = GrantDirectory.read(request.untrustedDirectory(), layout.pages(), this::map);
        layouts.put(cookie, layout);
        buffers.put(cookie, xen.grantTable().map(device.frontend(), refs, false));
    }

    private void grant(long cookie, DisplayBufferLayout layout) {
        try (Fd file = MemFd.create("buffer", layout.pages() * (long) GuestPages.PAGE_SIZE, true)) {
            SharedDmaBuf share =
                    xen.grantTable().share(device.frontend(), file.fd(), layout.pages(), Long.toHexString(cookie));
            GrantRef[] refs =
                    IntStream.range(0, layout.pages()).mapToObj(share::ref).toArray(GrantRef[]::new);
            GrantDirectory.write(request.untrustedDirectory(), refs, this::map);
            Mapping mapping = Mapping.shared(file);
            layouts.put(cookie, layout);
            buffers.put(cookie, new GuestPages(mapping.buffer(), () -> {
                mapping.close();
                share.close();
            }));
        }
    }

    /** The framebuffer that is to be seen, 0 if there is none. */
    long visible() {
        return visible;
    }

    /** What a screen shows at this place. */
    int shown(int x, int y) {
        DisplayFramebuffer framebuffer = framebuffers.get(visible);
        PixelDepth depth = PixelDepth.of(framebuffer.fourcc().bytesPerPixel() * 8);
        GuestPages pixels = buffers.get(bufferOf.get(visible));
        int at = framebuffer.offset() + y * framebuffer.pitch() + x * depth.bytes();
        int pixel = 0;
        for (int i = 0; i < Math.min(3, depth.bytes()); i++) {
            pixel |= pixels.getUnsignedByte(at + i) << 8 * i;
        }
        return depth.unpack(pixel);
    }

    /** Lets go of all that is the guest's. */
    void unmap() {
        buffers.values().forEach(GuestPages::close);
        buffers.clear();
        framebuffers.clear();
        if (requestPage != null) {
            requestPage.close();
            eventPage.close();
            requestChannel.close();
            eventChannel.close();
            requestPage = null;
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
