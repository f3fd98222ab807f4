package transom.guestfb.pv.internal.fb;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import transom.guestfb.DisplayInfo.Counters;
import transom.guestfb.InputSink;
import transom.guestfb.Mode;
import transom.guestfb.pv.internal.device.DeviceBackend;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.pv.internal.device.NodeWriter;
import transom.guestfb.support.scanout.GuestScanout;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.guestfb.wire.FramebufferLayout;
import transom.guestfb.wire.FramebufferLayout.Limits;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;

/** Our end of one vfb. */
public final class FbBackend implements DeviceBackend {

    private static final int MIB = 1 << 20;

    /** What framebuffers need of their surroundings. */
    public record Environment(
            ForeignMemory memory,
            EventChannels channels,
            KeptConnections connections,
            Keep keep,
            ScanoutRegistry registry,
            EventLoop loop,
            Supplier<Limits> limits) {}

    private final DeviceId device;
    private final DeviceNodes nodes;
    private final Environment environment;
    private final InputSink input;
    private final KeptMode kept;
    private final FbCounters counters = new FbCounters();
    private FbSession session;
    private String guestName;

    public FbBackend(DeviceId device, DeviceNodes nodes, Environment environment, InputSink input) {
        this.device = device;
        this.nodes = nodes;
        this.environment = environment;
        this.input = input;
        this.kept = new KeptMode(environment.keep(), device);
    }

    /**
     * {@code videoram} in MiB is the most that Linux' frontend then allocates; the toolstack may have said less.
     */
    @Override
    public void writeFeatures(NodeWriter keys) {
        keys.set("feature-resize", "1");
        keys.setDefault("videoram", Integer.toString(environment.limits().get().memory() / MIB));
    }

    @Override
    public void writeConnected(NodeWriter keys) {
        keys.set(
                "request-update",
                nodes.untrusted("feature-update").filter("1"::equals).orElse("0"));
    }

    @Override
    public void attach(Guard guard) {
        Limits limits = limits();
        FbConnection connection =
                FbConnection.open(device, nodes, environment.memory(), environment.channels(), limits);
        try {
            counters.clear();
            GuestScanout scanout = new GuestScanout(
                    device, 0, nodes.guestName(), input, environment.loop(), this::subscribersChanged, () -> {});
            session = new FbSession(connection, scanout, counters, kept, limits, environment.loop(), guard);
        } catch (RuntimeException e) {
            connection.detach();
            throw e;
        }
    }

    private Limits limits() {
        Limits configured = environment.limits().get();
        int memory = nodes.toolstackNumber("videoram", 1, Integer.MAX_VALUE / MIB)
                .map(mib -> Math.min(mib * MIB, configured.memory()))
                .orElse(configured.memory());
        return new Limits(memory, configured.side());
    }

    @Override
    public void connected() {
        session.begin(environment.registry());
    }

    private void subscribersChanged() {
        if (session != null) {
            session.subscribersChanged();
        }
    }

    @Override
    public void detach() {
        if (session != null) {
            FbSession ending = session;
            session = null;
            ending.end();
        }
    }

    @Override
    public void disconnect() {
        detach();
        environment.connections().end(device);
    }

    @Override
    public void close() {
        disconnect();
        kept.remove();
    }

    /** Forgets what is in the keep of devices that are not present. */
    public static void retain(Keep keep, Set<DeviceId> present) {
        KeptMode.retain(keep, present);
    }

    /** What it shows, if it is attached. */
    public Optional<Mode> mode() {
        return Optional.ofNullable(session)
                .map(FbSession::layout)
                .map(layout -> new Mode(layout.width(), layout.height(), layout.fourcc()));
    }

    public Counters counters() {
        return counters.snapshot(session == null ? 0 : session.subscribers());
    }

    /** For people; as it was when the guest connected. */
    public String guestName() {
        return guestName == null ? nodes.guestName() : guestName;
    }

    @Override
    public String loss() {
        return "its display is off";
    }

    @Override
    public String description() {
        FramebufferLayout layout = session.layout();
        return layout.width() + "x" + layout.height() + " " + layout.fourcc() + ", " + layout.memory() / 1024 + " KiB";
    }
}
