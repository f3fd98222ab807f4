package transom.guestfb.pv.internal.kbd;

import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.wire.RingConsumer;
import transom.guestfb.wire.RingProducer;
import transom.xen.DeviceId;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;

/**
 * What a connected keyboard has mapped and bound.
 *
 * <p><b>Owner:</b> whoever opened it leaves it; its channel is in the keep until the {@linkplain KeptConnections connection
 * ends}.
 */
final class KbdConnection {

    private static final long MAX_GRANT = 0xffff_ffffL;
    private static final long MAX_FRAME = (1L << 40) - 1;

    final GuestPages page;
    final RingProducer in;
    final RingConsumer out;
    final EventChannel channel;
    final boolean absolute;
    final boolean raw;

    /**
     * Maps and binds, or throws and leaves nothing mapped.
     *
     * @throws transom.guestfb.wire.ProtocolException if the frontend broke the protocol
     * @throws transom.xen.XenException if a page or port is not what it says
     */
    KbdConnection(DeviceId device, DeviceNodes nodes, ForeignMemory memory, GrantTable grants, EventChannels channels) {
        DomId domain = device.frontend();
        int port = (int) nodes.number("event-channel", 1, Integer.MAX_VALUE);
        absolute = nodes.untrusted("request-abs-pointer").filter("1"::equals).isPresent();
        raw = absolute
                && nodes.untrusted("request-raw-pointer").filter("1"::equals).isPresent();
        page = map(domain, nodes, memory, grants);
        try {
            in = RingProducer.attachKbdIn(page);
            out = RingConsumer.attachKbdOut(page);
            channel = channels.bindInterdomain(domain, port, KeptConnections.name(device));
        } catch (RuntimeException e) {
            page.close();
            throw e;
        }
    }

    /** By the grant; an old frontend has only the frame number (kbdif.h, {@code page-ref}). */
    private static GuestPages map(DomId domain, DeviceNodes nodes, ForeignMemory memory, GrantTable grants) {
        if (nodes.untrusted("page-gref").isPresent()) {
            GrantRef grant = new GrantRef((int) nodes.number("page-gref", 0, MAX_GRANT));
            return grants.map(domain, new GrantRef[] {grant}, true);
        }
        return memory.map(domain, new long[] {nodes.number("page-ref", 1, MAX_FRAME)}, true);
    }

    void detach() {
        channel.detach();
        page.close();
    }
}
