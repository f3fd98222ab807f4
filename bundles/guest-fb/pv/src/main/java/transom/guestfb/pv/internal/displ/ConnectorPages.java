package transom.guestfb.pv.internal.displ;

import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.xen.DomId;
import transom.xen.EventChannel;
import transom.xen.EventChannels;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;

/**
 * What a connector's frontend shares, mapped and bound; nothing of it is looked at here, because somebody else may serve it
 * still.
 *
 * <p><b>Owner:</b> whoever opened it leaves it; all of it is in the keep until the {@linkplain
 * transom.guestfb.pv.internal.device.KeptConnections connection ends}.
 */
final class ConnectorPages {

    private static final long MAX_GRANT = 0xffff_ffffL;

    /** Tells this connection from others. */
    final String instance;

    final GuestPages requests;
    final GuestPages events;
    final EventChannel requestChannel;
    final EventChannel eventChannel;

    /**
     * Maps and binds, or throws and leaves nothing mapped.
     *
     * @throws transom.guestfb.wire.ProtocolException if a node of the frontend's is none
     * @throws transom.xen.XenException if a page or port is not what it says
     */
    ConnectorPages(
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
        requests = grants.map(domain, new GrantRef((int) requestRef), names.requests());
        GuestPages mapped = null;
        EventChannel bound = null;
        try {
            mapped = grants.map(domain, new GrantRef((int) eventRef), names.events());
            bound = channels.bindInterdomain(domain, requestPort, names.requests());
            eventChannel = channels.bindInterdomain(domain, eventPort, names.events());
        } catch (RuntimeException e) {
            if (bound != null) {
                bound.detach();
            }
            if (mapped != null) {
                mapped.detach();
            }
            requests.detach();
            throw e;
        }
        events = mapped;
        requestChannel = bound;
    }

    private static int port(DeviceNodes nodes, String key) {
        return (int) nodes.number(key, 1, Integer.MAX_VALUE);
    }

    /** A second call does nothing. */
    void detach() {
        eventChannel.detach();
        requestChannel.detach();
        events.detach();
        requests.detach();
    }
}
