package transom.xen.sim.internal.dom0;

import java.util.ArrayList;
import java.util.List;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimSockets;

/**
 * A connection to the simulator as the control domain, and the services over it.
 *
 * <p><b>Owner:</b> whoever connected; when it is closed the simulator forgets what was held through it. <b>Thread:</b>
 * any.
 */
public final class ControlDomain implements Hypervisor, AutoCloseable {

    private final SimSockets sockets;
    private final ControlChannel channel;
    private final SimMemory memory;
    private final SimEventChannels eventChannels;

    private ControlDomain(SimSockets sockets, ControlChannel channel) {
        this.sockets = sockets;
        this.channel = channel;
        this.memory = new SimMemory(channel);
        this.eventChannels = new SimEventChannels(channel);
    }

    /** Connects. */
    public static ControlDomain connect(SimSockets sockets) {
        ControlChannel channel = ControlChannel.connect(sockets);
        channel.call(ControlOp.ATTACH, new Payload());
        return new ControlDomain(sockets, channel);
    }

    public ForeignMemory foreignMemory() {
        return memory::mapForeign;
    }

    public GrantTable grantTable() {
        return new SimGrantTable(memory);
    }

    public EventChannels eventChannels() {
        return eventChannels;
    }

    /** What the simulator has in its books: a line for everything that the control domain holds. */
    public List<String> held() {
        Payload.Fields fields =
                channel.call(ControlOp.ACCOUNTING, new Payload()).fields();
        List<String> lines = new ArrayList<>();
        for (int left = fields.u32(); left > 0; left--) {
            lines.add(fields.text());
        }
        return lines;
    }

    @Override
    public String description() {
        return "simulator at " + sockets.directory();
    }

    @Override
    public DomId self() {
        return DomId.DOM0;
    }

    @Override
    public DomainType type(DomId domain) {
        return DomainType.UNKNOWN;
    }

    @Override
    public Usage usage() {
        return memory.usage(eventChannels.open());
    }

    @Override
    public void close() {
        channel.close();
    }
}
