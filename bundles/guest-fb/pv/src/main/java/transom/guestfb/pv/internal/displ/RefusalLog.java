package transom.guestfb.pv.internal.displ;

import java.util.BitSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.RequestRefusedException;

/** Says once for each kind of request and status why one was refused: a guest may cause as many as it likes. */
final class RefusalLog {

    private static final Logger LOG = LoggerFactory.getLogger(RefusalLog.class);

    private final String label;
    private final BitSet said = new BitSet();

    /** @param label device and connector */
    RefusalLog(String label) {
        this.label = label;
    }

    void refused(DisplRequest request, RequestRefusedException refusal) {
        // Operations that the protocol does not have are of one kind: there are 249 of them.
        int operation = Displif.isOperation(request.operation()) ? request.operation() : 0;
        int kind = operation << 8 | -refusal.status() & 0xff;
        if (!said.get(kind)) {
            said.set(kind);
            LOG.warn(
                    "{}: {} refused ({}): {}; more of this kind are only counted",
                    label,
                    request.operationName(),
                    refusal.status(),
                    refusal.getMessage());
        }
    }
}
