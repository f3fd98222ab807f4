package transom.guestfb.pv.internal.displ;

import transom.guestfb.wire.BackRing;
import transom.guestfb.wire.DisplEventWriter;
import transom.xen.EventChannel;

/** A connector's rings, which nobody else serves. */
final class ConnectorRings {

    final BackRing requests;
    final DisplEventWriter events;
    final EventChannel requestChannel;
    final EventChannel eventChannel;
    private final ConnectorPages pages;

    /**
     * Goes on where the pages say that whoever served them ended, who must have let go of them.
     *
     * @param pages transferred
     * @throws transom.guestfb.wire.ProtocolException if they are no rings
     */
    ConnectorRings(ConnectorPages pages) {
        this.pages = pages;
        this.requests = BackRing.attach(pages.requests);
        this.events = DisplEventWriter.attach(pages.events);
        this.requestChannel = pages.requestChannel;
        this.eventChannel = pages.eventChannel;
    }

    void detach() {
        pages.detach();
    }
}
