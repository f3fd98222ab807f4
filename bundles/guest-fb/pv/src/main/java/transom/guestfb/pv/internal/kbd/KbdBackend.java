package transom.guestfb.pv.internal.kbd;

import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.Mode;
import transom.guestfb.pv.internal.device.DeviceBackend;
import transom.guestfb.pv.internal.device.DeviceNodes;
import transom.guestfb.pv.internal.device.KeptConnections;
import transom.guestfb.pv.internal.device.NodeWriter;
import transom.guestfb.wire.ProtocolException;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;

/** Our end of one vkbd. */
public final class KbdBackend implements DeviceBackend {

    private static final Logger LOG = LoggerFactory.getLogger(KbdBackend.class);

    private static final int MAX_RANGE = 1 << 16;

    /** What keyboards need of their surroundings. */
    public record Environment(
            ForeignMemory memory,
            GrantTable grants,
            EventChannels channels,
            KeptConnections connections,
            Keep keep,
            EventLoop loop) {}

    private final DeviceId device;
    private final DeviceNodes nodes;
    private final Environment environment;
    private final Supplier<Optional<Mode>> picture;
    private final PressedKeys keys;
    private Guard guard;
    private KbdSession session;

    /** @param picture what the guest's display beside it shows */
    public KbdBackend(DeviceId device, DeviceNodes nodes, Environment environment, Supplier<Optional<Mode>> picture) {
        this.device = device;
        this.nodes = nodes;
        this.environment = environment;
        this.picture = picture;
        this.keys = new PressedKeys(environment.keep(), device);
    }

    /**
     * The pointer's range is said once, before the frontend sets itself up: the picture's size if it is known, else
     * what Linux takes anyway. A picture of another size is scaled to it.
     */
    @Override
    public void writeFeatures(NodeWriter writer) {
        PointerRange range = picture.get()
                .map(mode -> new PointerRange(mode.width(), mode.height()))
                .orElse(PointerRange.LINUX);
        writer.set("feature-abs-pointer", "1");
        writer.set("feature-raw-pointer", "1");
        writer.setDefault("width", Integer.toString(range.width()));
        writer.setDefault("height", Integer.toString(range.height()));
    }

    @Override
    public void writeConnected(NodeWriter writer) {}

    /** Keys that were down when somebody crashed are released: nobody knows whether they still are. */
    @Override
    public void attach(Guard attachedGuard) {
        guard = attachedGuard;
        KbdConnection connection =
                new KbdConnection(device, nodes, environment.memory(), environment.grants(), environment.channels());
        KbdSession attached = new KbdSession(connection, keys, range());
        try {
            environment.loop().add(attached.fd(), () -> guard.run(attached::rung));
        } catch (RuntimeException e) {
            connection.detach();
            throw e;
        }
        session = attached;
        session.releaseAll();
        // Its channel may have been bound all the time, and an event of it taken by whoever was here before.
        session.rung();
    }

    private PointerRange range() {
        return new PointerRange(
                nodes.toolstackNumber("width", 1, MAX_RANGE).orElse(PointerRange.LINUX.width()),
                nodes.toolstackNumber("height", 1, MAX_RANGE).orElse(PointerRange.LINUX.height()));
    }

    @Override
    public void connected() {}

    void key(int code, boolean pressed) {
        run(() -> session.key(code, pressed));
    }

    void pointer(int x, int y, int pictureWidth, int pictureHeight) {
        run(() -> session.pointer(x, y, pictureWidth, pictureHeight));
    }

    void wheel(int notches) {
        run(() -> session.wheel(notches));
    }

    void releaseAll() {
        run(() -> session.releaseAll());
    }

    private void run(Runnable work) {
        if (session != null) {
            guard.run(work);
        }
    }

    /** Releases what is down as far as the guest has room: it would repeat a key until somebody comes again. */
    @Override
    public void detach() {
        if (session != null) {
            KbdSession ending = session;
            session = null;
            try {
                ending.releaseAll();
            } catch (ProtocolException e) {
                LOG.debug("{}: keys stay down: {}", device, e.getMessage());
            }
            environment.loop().remove(ending.fd());
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
        keys.remove();
    }

    /** Forgets what is in the keep of devices that are not present. */
    public static void retain(Keep keep, Set<DeviceId> present) {
        PressedKeys.retain(keep, present);
    }

    /** Events that the guest had no room for since it was attached. */
    public long dropped() {
        return session == null ? 0 : session.dropped();
    }

    @Override
    public String loss() {
        return "its keyboard and pointer are off";
    }

    @Override
    public String description() {
        return session.isAbsolute() ? "keyboard and absolute pointer" : "keyboard and relative pointer";
    }
}
