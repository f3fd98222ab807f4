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
 * <p><b>Owner:</b> whoever opened it leaves it; pages and channels are in the keep until the {@linkplain
 * transom.guestfb.pv.internal.device.KeptConnections connection ends}.
 */
final class ConnectorRings {

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
     * Maps and binds, or throws and leaves nothing mapped. Whoever has served the rings must have let go of them.
     *
     * @throws transom.guestfb.wire.ProtocolException if the frontend broke the protocol
     * @throws transom.xen.XenException if a page or port is not what it says
     */
    ConnectorRings(
            DomId domain,
            DeviceNodes nodes,
            int connector,
            ConnectorCare names,
            GrantTable grants,
            EventChannels channels) {
        long requestRef = nodes.number(connector + "/req-ring-ref", 1, MAX_GRANT);
        int requestPort = port(nodes, connector + "/req-event-channel");
        long eventRef = nodes.number(connector + "/evt-ring-ref", 1, MAX_GRANT);
        int eventPort = port(nodes, connector + "/evt-event-channel");
        instance = requestRef + ":" + requestPort + ":" + eventRef + ":" + eventPort;
        GuestPages mappedRequests = grants.map(domain, new GrantRef((int) requestRef), names.requests());
        GuestPages mappedEvents = null;
        EventChannel bound = null;
        try {
            mappedEvents = grants.map(domain, new GrantRef((int) eventRef), names.events());
            requests = BackRing.attach(mappedRequests);
            events = DisplEventWriter.attach(mappedEvents);
            bound = channels.bindInterdomain(domain, requestPort, names.requests());
            eventChannel = channels.bindInterdomain(domain, eventPort, names.events());
        } catch (RuntimeException e) {
            if (bound != null) {
                bound.detach();
            }
            if (mappedEvents != null) {
                mappedEvents.detach();
            }
            mappedRequests.detach();
            throw e;
        }
        requestPage = mappedRequests;
        eventPage = mappedEvents;
        requestChannel = bound;
    }

    private static int port(DeviceNodes nodes, String key) {
        return (int) nodes.number(key, 1, Integer.MAX_VALUE);
    }

    void detach() {
        eventChannel.detach();
        requestChannel.detach();
        eventPage.detach();
        requestPage.detach();
    }
}
