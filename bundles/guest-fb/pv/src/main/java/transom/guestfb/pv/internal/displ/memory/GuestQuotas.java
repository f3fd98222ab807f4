package transom.guestfb.pv.internal.displ.memory;

import java.util.HashMap;
import java.util.Map;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;
import transom.xen.DomId;

/**
 * How much each guest's display buffers take, over all of its devices. Buffers that a guest has not given back count as
 * long as it lives: nobody can tell whether it still has them mapped. <b>Thread:</b> the guest loop.
 */
public final class GuestQuotas {

    /** Buffers of one guest; a desktop has two or three for each connector. */
    private static final int BUFFERS = 128;

    private static final class Usage {
        long bytes;
        int buffers;
    }

    private final Map<DomId, Usage> guests = new HashMap<>();

    /**
     * Counts one more buffer.
     *
     * @throws RequestRefusedException with ENOMEM or ENOSPC if it is too much
     */
    void take(DomId guest, long bytes, long limit) {
        Usage usage = guests.computeIfAbsent(guest, id -> new Usage());
        if (usage.bytes + bytes > limit) {
            throw new RequestRefusedException(
                    XenErrno.ENOMEM,
                    "a buffer of " + bytes + " bytes beside " + usage.bytes
                            + " of this guest is more than the limit of " + limit + " (max.buffer.mib)");
        }
        if (usage.buffers >= BUFFERS) {
            throw new RequestRefusedException(XenErrno.ENOSPC, "it has " + BUFFERS + " buffers, which is the limit");
        }
        add(guest, bytes);
    }

    /** Counts one that was there before. */
    void add(DomId guest, long bytes) {
        Usage usage = guests.computeIfAbsent(guest, id -> new Usage());
        usage.bytes += bytes;
        usage.buffers++;
    }

    void give(DomId guest, long bytes) {
        Usage usage = guests.get(guest);
        usage.bytes -= bytes;
        usage.buffers--;
        if (usage.buffers == 0) {
            guests.remove(guest);
        }
    }

    /** Bytes of this guest's buffers. */
    public long bytes(DomId guest) {
        Usage usage = guests.get(guest);
        return usage == null ? 0 : usage.bytes;
    }
}
