package transom.guestfb.pv.internal.displ;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import transom.guestfb.DisplayInfo.Counters;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice;
import transom.guestfb.pv.internal.device.DeviceBackend;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.NodeWriter;
import transom.guestfb.pv.internal.displ.memory.Framebuffer;
import transom.guestfb.pv.internal.displ.memory.KeptNames;
import transom.guestfb.pv.internal.displ.memory.Leftovers;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.pv.internal.displ.route.Routes;
import transom.xen.DeviceId;

/** Our end of one vdispl. */
public final class DisplBackend implements DeviceBackend {

    private static final String BE_ALLOC = "be-alloc";

    /** Services start one after the other; a guest would feel a longer wait. */
    private static final long SETTLE_NANOS = 2_000_000_000L;

    /** Without the allocator of its buffers the guest loses its picture; a caretaker answers it meanwhile. */
    private static final long BUFFERS_NANOS = 30_000_000_000L;

    private static final Counters NOTHING = new Counters(0, 0, 0, 0, 0, 0, 0, 0, List.of());

    private final DeviceId device;
    private final DeviceNodes nodes;
    private final DisplServices services;
    private final IntFunction<InputSink> inputs;
    private final KeptNames kept;
    private final Leftovers leftovers;
    private final Routes routes;
    private long since = System.nanoTime();
    private RoutePlan plan = RoutePlan.NONE;
    private DisplSession session;

    /** @param inputs where the keys of a connector's presenter go */
    public DisplBackend(DeviceId device, DeviceNodes nodes, DisplServices services, IntFunction<InputSink> inputs) {
        this.device = device;
        this.nodes = nodes;
        this.services = services;
        this.inputs = inputs;
        this.kept = new KeptNames(services.memory().keep(), device);
        this.leftovers = new Leftovers(services.memory(), services.store());
        this.routes = new Routes(
                services.hypervisor(),
                services.memory().grants(),
                services.memory().allocators(),
                services.memory().proofs(),
                services.memory().settings());
    }

    /** Not before the allocators are there that its buffers are of, or are to be of; it may have some of the guest's own. */
    @Override
    public boolean isReady() {
        long waited = System.nanoTime() - since;
        if (waited > BUFFERS_NANOS) {
            return true;
        }
        List<String> needed = leftovers.allocators(device);
        return needed.isEmpty()
                ? waited > SETTLE_NANOS || !isAllocationAsked() || routes.hasAllocators() || kept.hasBuffers()
                : services.memory().allocators().have(needed);
    }

    /** What the toolstack has said, also where it was taken back. */
    private boolean isAllocationAsked() {
        return kept.isAllocationAsked() || isAllocationOffered();
    }

    private boolean isAllocationOffered() {
        return nodes.untrusted(BE_ALLOC).filter("1"::equals).isPresent();
    }

    @Override
    public void prepare() {
        plan = routes.plan(device.frontend(), isAllocationAsked());
        if (isAllocationAsked()) {
            kept.putAllocationAsked();
        }
    }

    /** The frontend reads it when it hears of InitWait: a guest for which dom0 cannot allocate does it itself. */
    @Override
    public void writeOffer(NodeWriter frontendKeys) {
        if (kept.isAllocationAsked()) {
            frontendKeys.set(BE_ALLOC, plan.allows(Route.BACK_GRANT) ? "1" : "0");
        }
    }

    /** The protocol's versions: GET_EDID is of the second. */
    @Override
    public void writeFeatures(NodeWriter keys) {
        keys.set("versions", "1,2");
    }

    @Override
    public void writeConnected(NodeWriter keys) {}

    @Override
    public void attach(Guard guard) {
        boolean offered = isAllocationOffered();
        plan = routes.plan(device.frontend(), isAllocationAsked());
        session = new DisplSession(device, nodes, services, plan, offered, inputs, guard);
    }

    @Override
    public void connected() {
        session.begin();
    }

    /** Whether it has buffers of this allocator. */
    public boolean uses(String allocator) {
        return session != null && session.table().uses(allocator);
    }

    @Override
    public void detach() {
        DisplSession ended = end();
        if (ended != null) {
            ended.leave();
        }
    }

    /** Null if there is none. */
    private DisplSession end() {
        DisplSession ending = session;
        if (ending != null) {
            since = System.nanoTime();
            session = null;
            ending.end();
        }
        return ending;
    }

    @Override
    public void disconnect() {
        end();
        services.connections().end(device);
    }

    @Override
    public void close() {
        disconnect();
        leftovers.end(device);
    }

    /** Whoever serves its connectors while nobody is here is to know the refresh rate. */
    public void settingsChanged() {
        if (session != null) {
            session.connectors().forEach(Connector::putCare);
        }
    }

    /** Connectors that it has, at least one. */
    public int connectors() {
        return session == null ? 1 : session.connectors().size();
    }

    /** What a connector shows. */
    public Optional<Mode> mode(int connector) {
        return shown(connector)
                .map(Framebuffer::buffer)
                .map(buffer -> new Mode(
                        buffer.width(), buffer.height(), buffer.format().fourcc()));
    }

    private Optional<Framebuffer> shown(int connector) {
        return session == null || connector >= connectors()
                ? Optional.empty()
                : Optional.ofNullable(
                        session.connectors().get(connector).picture().shown());
    }

    /** The first connector's size: what the pointer's range is made of. */
    public Optional<ConnectorSize> range() {
        return ConnectorSize.first(nodes);
    }

    /** The route of what a connector shows, else the best that it could take. */
    public RouteChoice route(int connector) {
        return shown(connector)
                .map(Framebuffer::in)
                .map(buffer -> plan.choice(buffer.route(), buffer.refused()))
                .orElseGet(plan::best);
    }

    /** Who allocated what a connector shows. */
    public Optional<String> allocator(int connector) {
        return shown(connector).map(framebuffer -> framebuffer.in().allocator());
    }

    public Counters counters(int connector) {
        return session == null ? NOTHING : session.connectors().get(connector).counters();
    }

    /** For people. */
    public String guestName() {
        return nodes.guestName();
    }

    @Override
    public String loss() {
        return "its display is off";
    }

    @Override
    public String description() {
        return session.description();
    }
}
