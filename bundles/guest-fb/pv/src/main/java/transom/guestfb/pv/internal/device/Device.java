package transom.guestfb.pv.internal.device;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.StoreWatch;
import transom.xen.XenException;

/**
 * One device that is looked after.
 *
 * @param <B> what speaks its protocol
 */
public final class Device<B extends DeviceBackend> {

    private static final Logger LOG = LoggerFactory.getLogger(Device.class);

    /** Far more than any guest needs to connect; one that writes its state all day is looked at no more often. */
    private static final int LOOKS_PER_SECOND = 50;

    private final DeviceId id;
    private final FrontendHandler handler;
    private final B backend;
    private final EventLoop loop;
    private final Runnable look;
    private final AtomicBoolean posted = new AtomicBoolean();
    private final Pace pace = new Pace(LOOKS_PER_SECOND);
    private StoreWatch watch;

    Device(DeviceId id, FrontendHandler handler, B backend, EventLoop loop, Consumer<Device<B>> onLook) {
        this.id = id;
        this.handler = handler;
        this.backend = backend;
        this.loop = loop;
        this.look = () -> {
            long wait = pace.request(System.nanoTime());
            if (wait > 0) {
                loop.schedule(this.look(), wait / 1_000_000L + 1);
            } else {
                posted.set(false);
                onLook.accept(this);
            }
        };
    }

    private Runnable look() {
        return look;
    }

    void watch(StoreWatch frontend) {
        this.watch = frontend;
    }

    /** Looks at it soon; many calls before that are one. <b>Thread:</b> any. */
    void changed() {
        if (posted.compareAndSet(false, true)) {
            loop.post(look);
        }
    }

    void endWatch() {
        try {
            watch.close();
        } catch (XenException e) {
            LOG.debug("{}: cannot end the watch", id, e);
        }
    }

    public DeviceId id() {
        return id;
    }

    public FrontendHandler handler() {
        return handler;
    }

    public B backend() {
        return backend;
    }
}
