package transom.guestfb.pv.internal.displ;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.DisplayInfo.Counters;
import transom.guestfb.pv.internal.device.DeviceBackend.Guard;
import transom.guestfb.pv.internal.displ.memory.DisplayBuffer;
import transom.guestfb.pv.internal.displ.memory.Framebuffer;
import transom.guestfb.wire.DisplRequest;
import transom.guestfb.wire.DisplayConfig;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;
import transom.linux.EventLoop;
import transom.xen.XenException;

/**
 * A connector while it is attached: does its guest's requests one after the other. A flip, and the end of a buffer that
 * somebody still reads, hold up those behind them, so that the answers are in the order of the requests.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class Connector {

    private static final Logger LOG = LoggerFactory.getLogger(Connector.class);

    /** Requests of one turn: what came meanwhile waits for the other guests' turns. */
    private static final int QUOTA = Displif.RING_SLOTS;

    /** A request that is answered later. */
    private static final int LATER = 1;

    private final DisplSession session;
    private final int index;
    private final String label;
    private final ConnectorSize size;
    private final ConnectorRings rings;
    private final EventLoop loop;
    private final Guard guard;
    private final DisplCounters counters;
    private final ConnectorPicture picture;
    private final ConnectorCare care;
    private final LongSupplier periodNanos;
    private final FlipTracker flip;
    private final DeviceRequests others;
    private final RefusalLog refusals;
    private final DisplRequest request = new DisplRequest();
    private final Runnable serve = this::serve;
    private final Runnable guardedServe = this::guardedServe;
    private final LettingGo ending;

    /** Requests that whoever was here before may have done already, but not answered. */
    private int again;

    private boolean serving;
    private boolean ended;

    Connector(DisplSession session, int index, String label, ConnectorSize size, ConnectorRings rings, Parts parts) {
        this.session = session;
        this.index = index;
        this.label = label;
        this.size = size;
        this.rings = rings;
        this.loop = parts.loop();
        this.guard = parts.guard();
        this.picture = parts.picture();
        this.counters = picture.counters();
        this.care = parts.care();
        this.periodNanos = parts.periodNanos();
        this.flip = new FlipTracker(loop, periodNanos, this::flipped);
        this.others = new DeviceRequests(session, index, size, counters);
        this.refusals = new RefusalLog(label);
        this.ending = new LettingGo(loop, guard, this::destroyed);
    }

    /** What a connector works with. */
    record Parts(EventLoop loop, Guard guard, ConnectorPicture picture, ConnectorCare care, LongSupplier periodNanos) {}

    /** Listens to its guest. */
    void open() {
        loop.add(rings.requestChannel.fd(), this::rung);
        loop.add(rings.eventChannel.fd(), rings.eventChannel::acknowledge);
    }

    /** Shows what was shown before, and does what was not answered; wakes the guest, who may not have been told. */
    void begin() {
        session.table()
                .shown(index, rings.events.number(), rings.events.untrustedLastFlip())
                .ifPresentOrElse(framebuffer -> picture.show(framebuffer, System.nanoTime()), picture::hide);
        putCare();
        again = rings.requests.pending();
        rings.eventChannel.send();
        rings.requestChannel.send();
        guardedServe();
    }

    /** From now on somebody else can serve the guest while this process is away. */
    void putCare() {
        care.put(size, periodNanos.getAsLong());
    }

    private void rung() {
        rings.requestChannel.acknowledge();
        guardedServe();
    }

    private void guardedServe() {
        if (!ended) {
            guard.run(serve);
        }
    }

    private boolean isHeldUp() {
        return flip.isPending() || ending.isPending();
    }

    private void serve() {
        int left = QUOTA;
        serving = true;
        try {
            while (!isHeldUp() && left > 0 && rings.requests.next(request)) {
                left--;
                if (done()) {
                    publish();
                }
            }
        } finally {
            serving = false;
        }
        if (left == 0 && !isHeldUp()) {
            loop.post(guardedServe);
        }
    }

    /** @return whether it was answered */
    private boolean done() {
        boolean repeated = again > 0;
        again -= repeated ? 1 : 0;
        int status;
        try {
            status = execute();
        } catch (RequestRefusedException e) {
            status = repeated && isDone(e) ? 0 : refuse(e);
        } catch (XenException e) {
            // It has not granted what it says.
            status = refuse(new RequestRefusedException(XenErrno.EINVAL, e.getMessage()));
        }
        if (status == LATER) {
            return false;
        }
        if (request.operation() == Displif.OP_GET_EDID && status == 0) {
            rings.requests.respondEdid(request, Displif.EDID_BLOCK_SIZE);
        } else {
            rings.requests.respond(request, status);
        }
        return true;
    }

    private int refuse(RequestRefusedException refusal) {
        counters.refused();
        refusals.refused(request, refusal);
        return refusal.status();
    }

    /** What is to end and is not there has ended before. */
    private boolean isDone(RequestRefusedException refusal) {
        int operation = request.operation();
        return refusal.status() == -XenErrno.ENOENT
                && (operation == Displif.OP_DBUF_DESTROY || operation == Displif.OP_FB_DETACH);
    }

    private int execute() {
        switch (request.operation()) {
            case Displif.OP_DBUF_DESTROY -> {
                return destroy();
            }
            case Displif.OP_SET_CONFIG -> configure();
            case Displif.OP_PG_FLIP -> {
                flip();
                return LATER;
            }
            default -> others.execute(request);
        }
        return 0;
    }

    private int destroy() {
        DisplayBuffer destroyed = session.destroy(request.untrustedDbufCookie());
        if (destroyed.isGone() || destroyed.isGranted()) {
            return 0;
        }
        ending.begin(destroyed);
        return LATER;
    }

    private void destroyed() {
        rings.requests.respond(request, 0);
        publish();
        serve();
    }

    private void configure() {
        DisplayConfig config = DisplayConfig.read(request, size.width(), size.height());
        if (config.isOff()) {
            hide();
        } else {
            Framebuffer framebuffer = session.table().framebuffer(config.fbCookie());
            picture.show(framebuffer, System.nanoTime());
            session.table().configure(index, config.fbCookie(), rings.events.number());
        }
    }

    private void flip() {
        Framebuffer framebuffer = session.table().framebuffer(request.untrustedFbCookie());
        if (picture.shown() == null) {
            throw new RequestRefusedException(XenErrno.EINVAL, "the connector is off");
        }
        long now = System.nanoTime();
        picture.scanout().await(true);
        picture.show(framebuffer, now);
        flip.begin(picture.scanout(), now);
    }

    /** The event goes first: if we end between the two, the request is done again, and nothing is lost. */
    private void flipped(boolean late) {
        counters.flipped(late);
        if (late && counters.isFirstLate()) {
            LOG.warn("{}: a presenter did not show a picture within a second; more of these are only counted", label);
        }
        rings.events.flipDone(request.untrustedFbCookie());
        rings.eventChannel.send();
        rings.requests.respond(request, 0);
        publish();
        if (!serving) {
            guardedServe();
        }
    }

    private void publish() {
        rings.requests.publish();
        rings.requestChannel.send();
    }

    /** A presenter took or returned a frame. */
    void readersMoved() {
        if (!ended) {
            guard.run(flip::check);
        }
    }

    /** Shows this framebuffer no more, if it does. */
    void hide(Framebuffer framebuffer) {
        if (picture.shown() == framebuffer) {
            hide();
        }
    }

    private void hide() {
        picture.hide();
        session.table().configure(index, 0, 0);
        if (flip.isPending()) {
            flip.check();
        }
    }

    ConnectorPicture picture() {
        return picture;
    }

    ConnectorSize size() {
        return size;
    }

    Counters counters() {
        return counters.snapshot(picture.subscribers());
    }

    /** A caretaker may serve it now; after {@link #end}. */
    void leave() {
        care.leave();
    }

    /** Lets go of everything; the guest's side stays as it is. */
    void end() {
        ended = true;
        ending.cancel();
        flip.end();
        picture.hide();
        loop.remove(rings.requestChannel.fd());
        loop.remove(rings.eventChannel.fd());
        rings.detach();
    }
}
