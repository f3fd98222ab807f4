package transom.guestfb.pv.internal.device;

import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.wire.ProtocolException;
import transom.linux.EventLoop;
import transom.xen.DeviceId;
import transom.xen.PortRefusedException;
import transom.xen.XenException;
import transom.xen.XenbusState;

/**
 * Takes one device through the states of xenbus (public/io/xenbus.h).
 *
 * <p>Whatever happened, {@link #check} reads where both ends are and acts on that:
 *
 * <ul>
 *   <li>frontend before Initialised: features, InitWait;
 *   <li>frontend Initialised or Connected: {@link #attach}, Connected;
 *   <li>frontend Reconfiguring: let go; it waits until its last program has left, and then begins anew;
 *   <li>frontend Closing, Closed: let go, the same state;
 *   <li>the toolstack's state Closing, or online 0: let go, Closed, which {@code xl destroy} waits for;
 *   <li>a frontend that broke the protocol: let go, Closed, until it has closed, too.
 * </ul>
 *
 * <p>{@link #detach} leaves and writes nothing. <b>Thread:</b> the guest loop.
 */
public final class FrontendHandler implements DeviceBackend.Guard {

    private static final Logger LOG = LoggerFactory.getLogger(FrontendHandler.class);

    private static final int READY_MILLIS = 50;

    private final DeviceId device;
    private final DeviceNodes nodes;
    private final DeviceBackend backend;
    private final EventLoop loop;
    private final ConnectGate gate;
    private final Runnable takeOver;

    private DeviceState seen = DeviceState.GONE;
    private boolean taken;
    private boolean attached;
    private boolean connected;
    private boolean ended;

    /** We wrote Closing ourselves: it is no wish of the toolstack's. */
    private boolean closing;

    /** It broke the protocol and has not closed since. */
    private boolean barred;

    /** It has not heard of an InitWait that was written then (drivers/gpu/drm/xen/xen_drm_front.c, {@code displback_changed}). */
    private boolean reconfiguring;

    private boolean waiting;
    private boolean confirm;

    /** Nothing is left of any connection that the frontend had; whoever was here before may have left one. */
    private boolean clean;

    private String fault;

    /** @param takeOver called once before anything is done for the frontend: makes whoever serves it let go of it */
    public FrontendHandler(
            DeviceId device, DeviceNodes nodes, DeviceBackend backend, EventLoop loop, Runnable takeOver) {
        this.device = device;
        this.nodes = nodes;
        this.backend = backend;
        this.loop = loop;
        this.takeOver = takeOver;
        this.gate = new ConnectGate(device, backend.loss(), loop, this::check);
    }

    /**
     * Reads both ends and acts.
     *
     * @return false if the device is no more
     */
    public boolean check() {
        if (ended) {
            return false;
        }
        try {
            seen = nodes.read();
            if (seen.exists()) {
                act();
            }
        } catch (XenException e) {
            LOG.warn("{}: the store fails: {}", device, e.getMessage());
        }
        return seen.exists();
    }

    private void act() {
        boolean attaches = seen.frontend() == XenbusState.INITIALISED || seen.frontend() == XenbusState.CONNECTED;
        if (!attaches || !seen.online()) {
            takeOver();
        }
        if (!seen.online() || seen.backend() == XenbusState.CLOSING && !closing) {
            leave(XenbusState.CLOSED);
            return;
        }
        switch (seen.frontend()) {
            case UNKNOWN -> release();
            case RECONFIGURING -> {
                reconfiguring = true;
                release();
            }
            case INITIALISING, INIT_WAIT -> await();
            case INITIALISED, CONNECTED -> attach();
            case CLOSING -> leave(XenbusState.CLOSING);
            case CLOSED -> leave(XenbusState.CLOSED);
            default -> LOG.debug("{}: nothing to do for {}", device, seen);
        }
    }

    private void takeOver() {
        if (!taken) {
            taken = true;
            takeOver.run();
        }
    }

    private void await() {
        release();
        barred = false;
        if ((seen.backend() != XenbusState.INIT_WAIT || reconfiguring) && isReady()) {
            reconfiguring = false;
            run(() -> {
                backend.prepare();
                move(XenbusState.INIT_WAIT);
            });
        }
    }

    private void leave(XenbusState state) {
        release();
        barred = false;
        boolean closed = seen.backend() == XenbusState.CLOSED && state == XenbusState.CLOSING;
        if (seen.backend() != state && !closed) {
            move(state);
        }
    }

    /** The only way in, see {@link DeviceBackend#attach}. */
    private void attach() {
        if (attached) {
            confirm();
        } else if (!barred && isReady() && gate.isOpen()) {
            clean = false;
            takeOver();
            run(() -> {
                if (tryAttach() && (seen.backend() == XenbusState.CONNECTED || connect())) {
                    gate.reset();
                    fault = null;
                    connected = true;
                    LOG.info("{}: connected: {}", device, backend.description());
                    backend.connected();
                }
            });
        } else if (gate.isThrottled()) {
            fault = "it connects too often";
        }
    }

    private boolean tryAttach() {
        try {
            attached = true;
            backend.attach(this);
        } catch (PortRefusedException e) {
            gate.refused(e);
            attached = false;
            backend.detach();
        } catch (XenException e) {
            gate.missed(e);
            attached = false;
            backend.detach();
        }
        return attached;
    }

    private boolean connect() {
        if (move(XenbusState.CONNECTED)) {
            confirm = true;
            return true;
        }
        release();
        return false;
    }

    /**
     * An older Linux (drivers/video/fbdev/xen-fbfront.c, {@code xenfb_backend_changed}) reads what we ask for only when it hears of Connected while it is connected itself: says it a
     * second time, once (QEMU hw/display/xenfb.c, {@code fb_frontend_changed}, does the same).
     */
    private void confirm() {
        if (confirm && seen.frontend() == XenbusState.CONNECTED && seen.backend() == XenbusState.CONNECTED) {
            confirm = false;
            move(XenbusState.CONNECTED);
        }
    }

    private boolean isReady() {
        boolean ready = backend.isReady();
        if (!ready && !waiting) {
            waiting = true;
            loop.schedule(this::lookAgain, READY_MILLIS);
        }
        return ready;
    }

    private void lookAgain() {
        waiting = false;
        check();
    }

    private boolean move(XenbusState state) {
        closing = state == XenbusState.CLOSING;
        boolean moved = nodes.move(seen, state, keys -> {
            if (state == XenbusState.INIT_WAIT) {
                backend.writeOffer(keys.frontend());
            }
            if (state == XenbusState.INIT_WAIT || state == XenbusState.CONNECTED) {
                backend.writeFeatures(keys);
            }
            if (state == XenbusState.CONNECTED) {
                backend.writeConnected(keys);
            }
        });
        if (moved) {
            LOG.debug("{}: {} -> {}", device, seen.backend(), state);
            seen = new DeviceState(true, seen.frontend(), state, seen.online());
        }
        return moved;
    }

    @Override
    public void run(Runnable work) {
        try {
            work.run();
        } catch (ProtocolException | XenException e) {
            LOG.warn("{}: {}, {}", device, e.getMessage(), backend.loss());
            end(e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}: our own failure, {}", device, backend.loss(), e);
            end("our own failure: " + e);
        }
    }

    private void end(String reason) {
        fault = reason;
        barred = true;
        release();
        try {
            seen = nodes.read();
            if (seen.exists() && seen.backend() != XenbusState.CLOSED) {
                move(XenbusState.CLOSED);
            }
        } catch (XenException e) {
            LOG.debug("{}: cannot say Closed", device, e);
        }
    }

    private void release() {
        confirm = false;
        gate.reset();
        if (!clean) {
            clean = true;
            attached = false;
            backend.disconnect();
        }
        if (connected) {
            connected = false;
            LOG.info("{}: disconnected", device);
        }
    }

    /** Leaves and comes again, as a new backend would: something that the backend uses has gone. Writes nothing. */
    public void reattach() {
        if (attached) {
            attached = false;
            connected = false;
            confirm = false;
            backend.detach();
            check();
        }
    }

    /** Leaves; the device lives on and whoever attaches next finds it as it is. Writes nothing. */
    void detach() {
        ended = true;
        attached = false;
        backend.detach();
    }

    /** The device is no more. */
    void close() {
        ended = true;
        attached = false;
        backend.close();
    }

    /** The guest's end when it was looked at last. */
    public XenbusState frontend() {
        return seen.frontend();
    }

    /** Our end when it was looked at last. */
    public XenbusState backend() {
        return seen.backend();
    }

    /** Why we let go of it, if we did. */
    public Optional<String> fault() {
        return Optional.ofNullable(fault);
    }
}
