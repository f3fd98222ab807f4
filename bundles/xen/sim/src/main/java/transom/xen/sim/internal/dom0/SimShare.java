package transom.xen.sim.internal.dom0;

import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.SharedDmaBuf;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;
import transom.xen.support.ShareRecord;

/**
 * Grants of a file, on a connection of their own: the simulator ends them when its last descriptor is closed, as Linux
 * does with a gntdev file.
 */
final class SimShare implements SharedDmaBuf {

    private final String name;
    private final ShareRecord record;
    private final ControlChannel channel;
    private final KeptShares kept;
    private final Ledger ledger;
    private boolean closed;

    /** @param channel transferred */
    SimShare(String name, ShareRecord record, ControlChannel channel, KeptShares kept, Ledger ledger) {
        this.name = name;
        this.record = record;
        this.channel = channel;
        this.kept = kept;
        this.ledger = ledger;
        ledger.shared(name, record.domain(), record.pages());
    }

    @Override
    public DomId domain() {
        return record.domain();
    }

    @Override
    public int pages() {
        return record.pages();
    }

    @Override
    public GrantRef ref(int page) {
        return record.ref(page);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            end();
            channel.close();
            kept.remove(name);
            ledger.ended(name);
        }
    }

    /** A simulator that has gone took the grants with it. */
    private void end() {
        try {
            channel.call(ControlOp.END_SHARE, new Payload().u32(record.key()));
        } catch (ControlException e) {
            if (!e.errno().equals("EIO")) {
                throw e;
            }
        }
    }

    @Override
    public synchronized void detach() {
        if (!closed) {
            closed = true;
            channel.close();
        }
    }
}
