package transom.xen.sim.internal.dom0;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import transom.keep.Keep;
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
import transom.xen.sim.internal.uapi.Udmabuf;
import transom.xen.support.KeptChannels;
import transom.xen.support.KeptPages;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;

/**
 * A connection to the simulator as the control domain, and the services over it.
 *
 * <p><b>Owner:</b> whoever connected; when it is closed the simulator forgets what was held through it. <b>Thread:</b>
 * any.
 */
public final class ControlDomain implements Hypervisor, AutoCloseable {

    private final SimSockets sockets;
    private final ControlChannel channel;
    private final KeptShares kept;
    private final KeptPages keptPages;
    private final Ledger ledger = new Ledger();
    private final SimMemory memory;
    private final SimEventChannels eventChannels;

    private ControlDomain(SimSockets sockets, ControlChannel channel, Keep keep) {
        this.sockets = sockets;
        this.channel = channel;
        this.kept = new KeptShares(keep);
        this.keptPages = new KeptPages(keep);
        this.memory = new SimMemory(channel, ledger);
        this.eventChannels = new SimEventChannels(sockets, channel, new KeptChannels(keep), ledger);
        kept.all().forEach((name, record) -> ledger.shared(name, record.domain(), record.pages()));
    }

    /** Connects. @param keep where shares, channels and pages are put, and found */
    public static ControlDomain connect(SimSockets sockets, Keep keep) {
        ControlChannel channel = ControlChannel.connect(sockets);
        channel.call(ControlOp.ATTACH, new Payload());
        return new ControlDomain(sockets, channel, keep);
    }

    public ForeignMemory foreignMemory() {
        return memory::mapForeign;
    }

    public GrantTable grantTable() {
        SimExports exports = new SimExports(channel, ledger, Path.of(Udmabuf.PATH));
        return new SimGrantTable(sockets, memory, exports, kept, keptPages, ledger);
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
        if (domain.equals(self())) {
            return DomainType.PV;
        }
        Payload.Fields fields =
                channel.call(ControlOp.LIST_DOMAINS, new Payload()).fields();
        for (int left = fields.u32(); left > 0; left--) {
            int id = fields.u32();
            fields.text();
            fields.u32();
            String type = fields.text();
            if (id == domain.value()) {
                return DomainType.valueOf(type.toUpperCase(Locale.ROOT));
            }
        }
        return DomainType.UNKNOWN;
    }

    @Override
    public Usage usage() {
        return ledger.usage();
    }

    @Override
    public List<GrantedDmaBuf> grantedDmaBufs() {
        return ledger.dmaBufs();
    }

    @Override
    public void close() {
        channel.close();
    }
}
