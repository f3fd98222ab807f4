package transom.guestfb.pv.internal.displ;

import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.wire.BackRing;
import transom.guestfb.wire.DisplEventWriter;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;

/**
 * What a connected connector has mapped and bound.
 *
 * <p><b>Owner:</b> whoever opened it closes it.
 */
final class ConnectorRings implements AutoCloseable {

    private static final long MAX_GRANT = 0xffff_ffffL;

    /** Tells this connection from others. */
    final String instance;

    final BackRing requests;
    final DisplEventWriter events;
    final EventChannel requestChannel;
    final EventChannel eventChannel;
    private final GuestPages requestPage;
    private final GuestPages eventPage;

    /**
     * Maps and binds, or throws and leaves nothing.
     *
     * @throws transom.guestfb.wire.ProtocolException if the frontend broke the protocol
     * @throws transom.xen.XenException if a page or port is not what it says
     */
    ConnectorRings(DomId domain, DeviceNodes nodes, int connector, GrantTable grants, EventChannels channels) {
        long requestRef = nodes.number(connector + "/req-ring-ref", 1, MAX_GRANT);
        int requestPort = port(nodes, connector + "/req-event-channel");
        long eventRef = nodes.number(connector + "/evt-ring-ref", 1, MAX_GRANT);
        int eventPort = port(nodes, connector + "/evt-event-channel");
        instance = requestRef + ":" + requestPort + ":" + eventRef + ":" + eventPort;
        GuestPages mappedRequests = map(domain, grants, requestRef);
        GuestPages mappedEvents = null;
        EventChannel bound = null;
        try {
            mappedEvents = map(domain, grants, eventRef);
            requests = BackRing.attach(mappedRequests);
            events = DisplEventWriter.attach(mappedEvents);
            bound = channels.bindInterdomain(domain, requestPort);
            eventChannel = channels.bindInterdomain(domain, eventPort);
        } catch (RuntimeException e) {
            if (bound != null) {
                bound.close();
            }
            if (mappedEvents != null) {
                mappedEvents.close();
            }
            mappedRequests.close();
            throw e;
        }
        requestPage = mappedRequests;
        eventPage = mappedEvents;
        requestChannel = bound;
    }

    private static int port(DeviceNodes nodes, String key) {
        return (int) nodes.number(key, 1, Integer.MAX_VALUE);
    }

    private static GuestPages map(DomId domain, GrantTable grants, long ref) {
        return grants.map(domain, new GrantRef[] {new GrantRef((int) ref)}, true);
    }

    @Override
    public void close() {
        eventChannel.close();
        requestChannel.close();
        eventPage.close();
        requestPage.close();
    }
}
