package transom.guestfb.pv.internal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.xen.DeviceId;

/**
 * Serves guests over the best Xen that there is. When a better one comes, a second {@link Guests} over it takes the devices from the
 * first one by one, so that each guest waits for its own devices only; when it goes again, the first, which is still there, has them
 * back.
 *
 * <p><b>Thread:</b> any; changes wait for each other.
 *
 * @param <G> what serves guests
 */
final class ChangeOver<G extends Guests> implements GuestDisplays, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ChangeOver.class);

    /** Within which all devices change over; whose turn has not come then waits for less long than it takes a guest to give up. */
    private static final Duration LIMIT = Duration.ofSeconds(1);

    private record Served<G>(XenServices xen, G guests) {}

    private final XenSets sets;
    private final BiFunction<XenServices, Consumer<DeviceId>, G> maker;
    private final Consumer<DeviceId> others;
    private volatile Served<G> current;
    private volatile Served<G> former;
    private boolean closed;

    /**
     * @param maker makes what serves guests over a Xen, and is given what makes whoever serves a device let go of it
     * @param others makes other versions of this bundle let go of a device
     */
    ChangeOver(XenSets sets, BiFunction<XenServices, Consumer<DeviceId>, G> maker, Consumer<DeviceId> others) {
        this.sets = sets;
        this.maker = maker;
        this.others = others;
    }

    /** Looks at what Xen there is; called when that may have changed. When it returns, nothing of what has gone is used. */
    synchronized void look() {
        if (closed) {
            return;
        }
        if (former != null && !sets.has(former.xen())) {
            endFormer();
        }
        if (current != null && !sets.has(current.xen())) {
            current.guests().close();
            current = former;
            former = null;
            if (current != null) {
                current.guests().resume();
            }
        }
        sets.best()
                .filter(best -> current == null || !best.equals(current.xen()))
                .ifPresent(this::begin);
    }

    private void endFormer() {
        if (!former.guests().awaitReleased(LIMIT)) {
            LOG.warn("not all guests have changed over within {} s", LIMIT.toSeconds());
        }
        former.guests().close();
        former = null;
        current.guests().resume();
    }

    private void begin(XenServices xen) {
        if (former != null) {
            endFormer();
        }
        G fresh = maker.apply(xen, this::takeOver);
        former = current;
        current = new Served<>(xen, fresh);
        fresh.start();
    }

    private void takeOver(DeviceId device) {
        Served<G> then = former;
        if (then != null) {
            then.guests().release(device);
        }
        others.accept(device);
    }

    /** Does this to all that serve guests now. */
    void each(Consumer<G> action) {
        Served<G> then = former;
        Served<G> now = current;
        if (then != null) {
            action.accept(then.guests());
        }
        if (now != null) {
            action.accept(now.guests());
        }
    }

    /** Each once: as who has it now tells, who had it before first. */
    @Override
    public List<DisplayInfo> displays() {
        Map<String, DisplayInfo> infos = new TreeMap<>();
        each(guests -> guests.displays().forEach(display -> infos.putIfAbsent(display.label(), display)));
        return infos.values().stream()
                .sorted((a, b) -> {
                    int byDevice = a.device().compareTo(b.device());
                    return byDevice != 0 ? byDevice : Integer.compare(a.connector(), b.connector());
                })
                .toList();
    }

    @Override
    public void release(DeviceId device) {
        each(guests -> guests.release(device));
    }

    @Override
    public Optional<Proof> prove(String allocator) {
        Served<G> now = current;
        if (now == null) {
            throw new IllegalStateException("there is no Xen");
        }
        return now.guests().prove(allocator);
    }

    @Override
    public synchronized void close() {
        closed = true;
        each(Guests::close);
    }
}
