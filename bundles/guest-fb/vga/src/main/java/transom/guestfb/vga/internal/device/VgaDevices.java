package transom.guestfb.vga.internal.device;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.DisplayInfo;
import transom.guestfb.GuestDisplays;
import transom.guestfb.support.Allocators;
import transom.guestfb.support.scanout.ScanoutRegistry;
import transom.guestfb.vga.internal.Settings;
import transom.guestfb.vga.internal.memory.Memories;
import transom.linux.EventLoop;
import transom.linux.LoopTimeoutException;
import transom.xen.DeviceId;
import transom.xen.StoreWatch;

/**
 * The VGAs of all guests, on a loop of their own.
 *
 * <p><b>Thread:</b> public methods any.
 */
public final class VgaDevices implements GuestDisplays, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(VgaDevices.class);

    private static final Duration LIMIT = Duration.ofSeconds(5);

    private final AtomicBoolean closed = new AtomicBoolean();
    private final AtomicBoolean lookPosted = new AtomicBoolean();
    private final VgaServices services;
    private final EventLoop loop;
    private final Displays displays;
    private final Arrivals arrivals;
    private volatile Settings settings;
    private StoreWatch domains;

    /**
     * @param loop transferred: closed by {@link #close}; started by {@link #start}, or stepped by a test
     * @param takeOver makes whoever serves a device let go of it
     */
    public VgaDevices(
            VgaServices services,
            ScanoutRegistry registry,
            Allocators allocators,
            EventLoop loop,
            Consumer<DeviceId> takeOver,
            Settings settings) {
        this.services = services;
        this.loop = loop;
        this.settings = settings;
        this.displays = new Displays(services, registry, new Memories(allocators), loop, takeOver, () -> this.settings);
        this.arrivals = new Arrivals(services.keep(), loop, displays::hello);
    }

    /** Goes on with what there is and takes whoever comes, on the loop's own thread. */
    public void start() {
        loop.start();
        listen();
    }

    /** Goes on with what there is and takes whoever comes. */
    public VgaDevices listen() {
        loop.post(() -> {
            displays.attach();
            arrivals.listen(settings.socket());
        });
        domains = services.store().watch("@releaseDomain", path -> lookSoon());
        return this;
    }

    private void lookSoon() {
        if (lookPosted.compareAndSet(false, true)) {
            loop.post(() -> {
                lookPosted.set(false);
                displays.look();
            });
        }
    }

    @Override
    public void release(DeviceId device) {
        call(() -> {
            displays.release(device);
            return null;
        });
    }

    private <T> T call(Callable<T> task) {
        return loop.call(task, LIMIT);
    }

    /** Whoever devices were released to has ended; what came to it meanwhile is in the keep. */
    public void resume() {
        loop.post(displays::resume);
    }

    /** There is another allocator, whose memory may be in the keep. */
    public void allocatorCame() {
        loop.post(displays::attach);
    }

    /** Lets go of the memory of an allocator that goes; it is taken over when it comes again. */
    public void allocatorGone(String name) {
        try {
            call(() -> {
                displays.allocatorGone(name);
                return null;
            });
        } catch (IllegalStateException | LoopTimeoutException e) {
            LOG.debug("allocator {} goes, and the loop does not hear of it: {}", name, e.getMessage());
        }
    }

    /** From now on these settings; what is connected stays as it is. */
    public void settings(Settings next) {
        settings = next;
        loop.post(() -> arrivals.listen(next.socket()));
    }

    @Override
    public List<DisplayInfo> displays() {
        return call(displays::infos);
    }

    /** Leaves all guests as they are and ends the loop: whoever comes next attaches. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        try {
            if (domains != null) {
                domains.close();
            }
            call(() -> {
                arrivals.detach();
                displays.detach();
                return null;
            });
        } finally {
            loop.close();
        }
    }
}
