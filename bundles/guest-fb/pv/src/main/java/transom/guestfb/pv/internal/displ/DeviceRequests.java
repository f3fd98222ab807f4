package transom.guestfb.pv.internal.displ;

import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.Edid;
import transom.guestfb.wire.EdidBuffer;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;

/**
 * Does what a guest asks for by a connector's ring that does not concern what the connector shows, and is answered at once.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class DeviceRequests {

    private final DisplSession session;
    private final int connector;
    private final ConnectorSize size;
    private final DisplCounters counters;

    DeviceRequests(DisplSession session, int connector, ConnectorSize size, DisplCounters counters) {
        this.session = session;
        this.connector = connector;
        this.size = size;
        this.counters = counters;
    }

    /** @throws RequestRefusedException if it cannot be done, or the protocol does not have it */
    void execute(DisplRequest request) {
        switch (request.operation()) {
            case Displif.OP_DBUF_CREATE -> session.create(request);
            case Displif.OP_FB_ATTACH -> session.table().attach(request);
            case Displif.OP_FB_DETACH -> session.detach(request.untrustedFbCookie());
            case Displif.OP_GET_EDID -> edid(EdidBuffer.read(request));
            default -> {
                counters.unknown();
                throw new RequestRefusedException(XenErrno.EOPNOTSUPP, "the protocol has no such request");
            }
        }
    }

    private void edid(EdidBuffer buffer) {
        if (size.width() > Edid.SIDE_MAX || size.height() > Edid.SIDE_MAX) {
            throw new RequestRefusedException(
                    XenErrno.EOPNOTSUPP, "an EDID has no room for " + size + "; its side is " + Edid.SIDE_MAX);
        }
        session.write(buffer, Edid.of(size.width(), size.height(), session.refreshHz(), "Transom", connector + 1));
    }
}
