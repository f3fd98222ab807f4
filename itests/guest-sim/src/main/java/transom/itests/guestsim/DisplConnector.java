package transom.itests.guestsim;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.function.IntConsumer;
import transom.guestfb.wire.DisplEvents;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.DisplResponse;
import transom.guestfb.wire.FrontRing;
import transom.guestfb.wire.XenErrno;
import transom.linux.EventLoop;
import transom.linux.Timer;
import transom.xen.GuestPages;
import transom.xen.sim.control.GuestControl;

/**
 * A connector's ring of requests and page of events, used as Linux's xen-drm-front does
 * (drivers/gpu/drm/xen/xen_drm_front.c and xen_drm_front_evtchnl.c): one request at a time, given up after 3000 ms; a
 * flip is given up 3100 ms after its request.
 *
 * <p><b>Owner:</b> whoever made it. <b>Thread:</b> the guest's loop.
 */
public final class DisplConnector implements AutoCloseable, DisplEvents {

    /** {@code XEN_DRM_FRONT_WAIT_BACK_MS}. */
    private static final int REQUEST_LIMIT_MILLIS = 3000;

    /** {@code FRAME_DONE_TO_MS}. */
    private static final int FLIP_LIMIT_MILLIS = 3100;

    private static final Waiting NONE = new Waiting((ring, id) -> false, status -> {});
    private static final Runnable NO_FLIP = () -> {};

    private final SimGuest guest;
    private final EventLoop loop;
    private final int index;
    private final FrontRing ring;
    private final DisplEvents.Reader events;
    private final GuestPages eventPage;
    private final GuestControl.Port requestPort;
    private final GuestControl.Port eventPort;
    private final int ringRef;
    private final int eventRef;
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private final DisplResponse response = new DisplResponse();
    private final Timer requestLimit;
    private final Timer flipLimit;
    private Waiting current = NONE;
    private int nextId;
    private int currentId;
    private Runnable flipDone = NO_FLIP;
    private long flips;
    private long timeouts;
    private long lateFlips;
    private long refused;
    private long dropped;

    /** Something to ask for. */
    @FunctionalInterface
    public interface Request {

        /** Writes it. @return whether the backend wants to be notified */
        boolean write(FrontRing ring, int id);
    }

    private record Waiting(Request request, IntConsumer done) {}

    /** @param ringGfn of the page of requests; the page of events follows it */
    DisplConnector(SimGuest guest, EventLoop loop, int index, long ringGfn) {
        this.guest = guest;
        this.loop = loop;
        this.index = index;
        this.ring = FrontRing.initialise(guest.pages(ringGfn, 1));
        this.eventPage = guest.pages(ringGfn + 1, 1);
        this.events = DisplEvents.Reader.initialise(eventPage);
        this.ringRef = guest.grant(ringGfn, false);
        this.eventRef = guest.grant(ringGfn + 1, false);
        this.requestPort = guest.allocPort();
        this.eventPort = guest.allocPort();
        this.requestLimit = loop.timer(this::requestExpired);
        this.flipLimit = loop.timer(this::flipExpired);
        loop.add(requestPort.own().fd(), this::answered);
        loop.add(eventPort.own().fd(), this::told);
    }

    /** What the backend needs to know of it, as nodes of the device. */
    void describe(Map<String, String> nodes) {
        nodes.put(index + "/req-ring-ref", Integer.toString(ringRef));
        nodes.put(index + "/req-event-channel", Integer.toString(requestPort.number()));
        nodes.put(index + "/evt-ring-ref", Integer.toString(eventRef));
        nodes.put(index + "/evt-event-channel", Integer.toString(eventPort.number()));
    }

    /**
     * Asks for something after what was asked for before.
     *
     * @param done told the status, {@code -ETIMEDOUT} if there was no answer
     */
    public void submit(Request request, IntConsumer done) {
        queue.add(new Waiting(request, done));
        sendNext();
    }

    /** Does not ask for what has not been asked yet. */
    public void cancelQueued() {
        queue.clear();
    }

    private void sendNext() {
        if (current == NONE && !queue.isEmpty() && ring.room() > 0) {
            current = queue.remove();
            currentId = nextId;
            nextId = nextId + 1 & 0xffff;
            requestLimit.set(REQUEST_LIMIT_MILLIS);
            if (current.request().write(ring, currentId)) {
                requestPort.peer().signal();
            }
        }
    }

    private void answered() {
        requestPort.own().drain();
        while (ring.next(response)) {
            if (current != NONE && response.id() == currentId) {
                complete(response.status());
            } else {
                dropped++;
            }
        }
        sendNext();
    }

    private void requestExpired() {
        timeouts++;
        complete(-XenErrno.ETIMEDOUT);
        sendNext();
    }

    private void complete(int status) {
        Waiting done = current;
        current = NONE;
        requestLimit.cancel();
        refused += status < 0 ? 1 : 0;
        done.done().accept(status);
    }

    /** Shows another framebuffer. @param done run when that is done, or was given up */
    public void flip(long fbCookie, Runnable done) {
        flipDone = done;
        flipLimit.set(FLIP_LIMIT_MILLIS);
        submit((ring, id) -> DisplRequests.pageFlip(ring, id, fbCookie), status -> {
            if (status < 0) {
                // Linux sends its client the event all the same.
                completeFlip();
            }
        });
    }

    private void told() {
        eventPort.own().drain();
        events.read(this);
    }

    @Override
    public void flipDone(long fbCookie) {
        if (isFlipping()) {
            flips++;
            completeFlip();
        }
    }

    @Override
    public void dropped(int id, int type) {
        dropped++;
    }

    private void flipExpired() {
        lateFlips++;
        completeFlip();
    }

    private void completeFlip() {
        Runnable done = flipDone;
        flipDone = NO_FLIP;
        flipLimit.cancel();
        done.run();
    }

    /** Whether a flip is not done yet. */
    public boolean isFlipping() {
        return flipDone != NO_FLIP;
    }

    /** Whether nothing is asked for that is not answered. */
    public boolean isIdle() {
        return current == NONE && queue.isEmpty() && !isFlipping();
    }

    /** Flips of which the backend told in time. */
    public long flips() {
        return flips;
    }

    /** Requests that were not answered in time. */
    public long timeouts() {
        return timeouts;
    }

    /** Flips of which the backend did not tell in time. */
    public long lateFlips() {
        return lateFlips;
    }

    /** Requests whose answer was an error. */
    public long refused() {
        return refused;
    }

    /** Responses and events that nobody waited for. */
    public long dropped() {
        return dropped;
    }

    /** The backend has let go of it. */
    @Override
    public void close() {
        requestLimit.cancel();
        flipLimit.cancel();
        queue.clear();
        for (GuestControl.Port port : new GuestControl.Port[] {requestPort, eventPort}) {
            loop.remove(port.own().fd());
            guest.closePort(port.number());
            port.own().close();
            port.peer().close();
        }
        guest.endGrant(ringRef);
        guest.endGrant(eventRef);
    }
}
