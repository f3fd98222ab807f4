package transom.guestfb.pv.internal.displ;

import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.pv.internal.displ.memory.KeptNames;
import transom.keep.Keep;
import transom.xen.DeviceId;

/**
 * Who serves a connector: this process, or, while it is away, a caretaker that finds in the keep what it needs
 * (docs/protocol/care.md).
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class ConnectorCare {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectorCare.class);

    private final Keep keep;
    private final DeviceId device;
    private final int connector;
    private final String name;
    private final String record;

    /** @param connector from 0 */
    ConnectorCare(Keep keep, DeviceId device, int connector) {
        this.keep = keep;
        this.device = device;
        this.connector = connector;
        this.name = KeptConnections.name(device) + "/" + connector;
        this.record = KeptConnections.careName(name);
    }

    /** What its request page and channel are kept as. */
    String requests() {
        return name + "/requests";
    }

    /** What its event page and channel are kept as. */
    String events() {
        return name + "/events";
    }

    /**
     * Takes it over from a caretaker. One that does not answer is stuck, and hears of this before it serves anybody again:
     * its queue comes first.
     */
    void claim() {
        try {
            keep.claim(record);
        } catch (IllegalStateException e) {
            LOG.warn("{}: {}", record, e.getMessage());
        }
    }

    /** Leaves it to a caretaker: nothing here touches its rings any more. One that does not hear of it does not serve it. */
    void leave() {
        try {
            keep.leave(record);
        } catch (IllegalStateException e) {
            LOG.warn("{}: {}", record, e.getMessage());
        }
    }

    /** From now on a caretaker can serve it. @param periodNanos between two page flips */
    void put(ConnectorSize size, long periodNanos) {
        String lines = "version=1\nrequests=" + requests()
                + "\nevents=" + events()
                + "\nrequest-channel=" + requests()
                + "\nevent-channel=" + events()
                + "\nconfig=" + KeptNames.config(device, connector)
                + "\nwidth=" + size.width()
                + "\nheight=" + size.height()
                + "\nperiod-nanos=" + periodNanos
                + "\n";
        keep.putRecord(record, lines.getBytes(StandardCharsets.US_ASCII));
    }
}
