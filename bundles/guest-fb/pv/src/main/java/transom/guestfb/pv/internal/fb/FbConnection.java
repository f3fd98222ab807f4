package transom.guestfb.pv.internal.fb;

import java.util.Optional;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.pv.internal.pages.SharedMapping;
import transom.guestfb.wire.Abi;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.guestfb.wire.PageDirectory;
import transom.guestfb.wire.RingConsumer;
import transom.guestfb.wire.RingProducer;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GuestPages;

/**
 * What a connected framebuffer has mapped and bound. The guest names all of it by frame numbers, which Xen lets only the
 * control domain map.
 *
 * <p><b>Owner:</b> whoever opened it leaves it; its channel is in the keep until the {@linkplain KeptConnections connection
 * ends}.
 */
final class FbConnection {

    /** A frame number has 40 bits at most, see {@link Abi}. */
    private static final long MAX_FRAME = (1L << 40) - 1;

    final KeptMode.Instance instance;
    final GuestPages page;
    final FramebufferLayout firstLayout;
    final RingConsumer out;
    final RingProducer in;
    final SharedMapping framebuffer;
    final EventChannel channel;
    final boolean sendsUpdates;

    private FbConnection(
            DeviceId device, DeviceNodes nodes, ForeignMemory memory, EventChannels channels, Limits limits) {
        long frame = nodes.number("page-ref", 1, MAX_FRAME);
        int port = (int) nodes.number("event-channel", 1, Integer.MAX_VALUE);
        Optional<String> protocol = nodes.untrusted("protocol");
        sendsUpdates = nodes.untrusted("feature-update").filter("1"::equals).isPresent();
        DomId domain = device.frontend();
        instance = new KeptMode.Instance(frame, port);
        page = memory.map(domain, new long[] {frame}, true);
        SharedMapping mapped = null;
        try {
            Abi abi = Abi.of(protocol, page);
            firstLayout = FramebufferLayout.read(page, limits);
            out = RingConsumer.attachFbOut(page);
            in = RingProducer.attachFbIn(page);
            mapped = new SharedMapping(map(domain, memory, abi));
            framebuffer = mapped;
            channel = channels.bindInterdomain(domain, port, KeptConnections.name(device));
        } catch (RuntimeException e) {
            page.close();
            if (mapped != null) {
                mapped.release();
            }
            throw e;
        }
    }

    /**
     * Maps and binds, or throws and leaves nothing mapped.
     *
     * @throws transom.guestfb.wire.ProtocolException if the frontend broke the protocol
     * @throws transom.xen.XenException if a frame or port is not what it says
     */
    static FbConnection open(
            DeviceId device, DeviceNodes nodes, ForeignMemory memory, EventChannels channels, Limits limits) {
        return new FbConnection(device, nodes, memory, channels, limits);
    }

    private GuestPages map(DomId domain, ForeignMemory memory, Abi abi) {
        long[] directories = PageDirectory.directories(page, abi, firstLayout);
        long[] frames;
        try (GuestPages directoryPages = memory.map(domain, directories, false)) {
            frames = PageDirectory.frames(directoryPages, abi, firstLayout);
        }
        return memory.map(domain, frames, false);
    }

    void detach() {
        channel.detach();
        page.close();
        framebuffer.release();
    }
}
