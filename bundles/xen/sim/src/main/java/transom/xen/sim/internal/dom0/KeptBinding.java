package transom.xen.sim.internal.dom0;

import transom.xen.sim.control.ControlChannel;
import transom.xen.support.KeptChannels;
import transom.xen.support.Ledger;

/**
 * A port that is bound by a connection of its own, which is in the keep: the simulator unbinds it when the connection's
 * last descriptor is closed, as Linux does with an evtchn file.
 *
 * <p><b>Owner:</b> of this process's descriptor.
 */
final class KeptBinding implements SimEventChannel.Binding {

    private final String name;
    private final int port;
    private final ControlChannel connection;
    private final KeptChannels kept;
    private final Ledger ledger;

    /** @param connection transferred */
    KeptBinding(String name, int port, ControlChannel connection, KeptChannels kept, Ledger ledger) {
        this.name = name;
        this.port = port;
        this.connection = connection;
        this.kept = kept;
        this.ledger = ledger;
    }

    @Override
    public void end() {
        kept.remove(name);
        ledger.endedChannel(name);
        SimEventChannels.unbind(connection, port);
        connection.close();
    }

    @Override
    public void leave() {
        connection.close();
    }
}
