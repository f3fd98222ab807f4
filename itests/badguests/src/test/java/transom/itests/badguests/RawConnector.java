package transom.itests.badguests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.function.LongFunction;
import transom.guestfb.wire.DisplEvents;
import transom.guestfb.wire.DisplRequests;
import transom.guestfb.wire.DisplResponse;
import transom.guestfb.wire.Displif;
import transom.guestfb.wire.FrontRing;
import transom.xen.DomId;
import transom.xen.GuestPages;
import transom.xen.sim.control.GuestControl;

/** A connector of a {@link RawDisplayGuest}: a page of requests and one of events, which may hold anything. */
final class RawConnector implements AutoCloseable {

    /** Cookies that nobody else has. */
    private static final long FILLERS = 0x1000;

    final GuestPages ringPage;
    final GuestPages eventPage;
    final GuestControl.Port requestPort;
    final GuestControl.Port eventPort;
    private final DisplResponse response = new DisplResponse();
    private FrontRing ring;
    private DisplEvents.Reader events;
    private int lastId;
    private int flipsDone;

    /** Something to ask for, good or bad. */
    @FunctionalInterface
    interface Request {
        void write(FrontRing ring, int id);
    }

    RawConnector(GuestControl control, GuestPages ringPage, GuestPages eventPage) {
        this.ringPage = ringPage;
        this.eventPage = eventPage;
        requestPort = control.allocUnbound(DomId.DOM0);
        eventPort = control.allocUnbound(DomId.DOM0);
        setUp();
    }

    /** Empties both pages. */
    void setUp() {
        ring = FrontRing.initialise(ringPage);
        events = DisplEvents.Reader.initialise(eventPage);
    }

    /** What the backend needs to know of it. */
    void describe(int index, int ringRef, int eventRef, Map<String, String> nodes) {
        nodes.put(index + "/req-ring-ref", "" + ringRef);
        nodes.put(index + "/req-event-channel", "" + requestPort.number());
        nodes.put(index + "/evt-ring-ref", "" + eventRef);
        nodes.put(index + "/evt-event-channel", "" + eventPort.number());
    }

    /** Writes a request and tells the backend. @return its id */
    int send(Request request) {
        int id = ++lastId & 0xffff;
        request.write(ring, id);
        requestPort.peer().signal();
        return id;
    }

    /** Asks for something and waits for the answer. @return its status */
    int ask(Request request) {
        int id = send(request);
        await("the answer to request " + id).until(() -> ring.next(response));
        assertThat(response.id()).isEqualTo(id);
        return response.status();
    }

    /** Asks for one after the other, a ring full at a time, until one is refused. @param requests at most so many */
    void askUntilRefused(LongFunction<Request> requests, int most) {
        int refused = 0;
        for (int sent = 0; sent < most && refused == 0; sent += Displif.RING_SLOTS) {
            for (int i = 1; i <= Displif.RING_SLOTS; i++) {
                send(requests.apply(FILLERS + sent + i));
            }
            for (int i = 0; i < Displif.RING_SLOTS; i++) {
                await("an answer").until(() -> ring.next(response));
                refused += response.status() < 0 ? 1 : 0;
            }
        }
        assertThat(refused).as("refused of " + most).isPositive();
    }

    /** The next answer's id, with its status in the upper 32 bits, or -1 if none waits. */
    long answer() {
        return ring.next(response) ? (long) response.status() << 32 | response.id() : -1;
    }

    /** Bytes of the EDID that the last answer told. */
    int edidSize() {
        return response.edidSize();
    }

    /** Shows a framebuffer. @return the flip's status, when its event was seen too */
    int show(long fb) {
        int before = readEvents();
        int status = ask((ring, id) -> DisplRequests.pageFlip(ring, id, fb));
        if (status == 0) {
            await("the event of a flip").until(() -> readEvents() > before);
        }
        return status;
    }

    /** Takes the events that wait. @return flips done so far */
    int readEvents() {
        events.read(new DisplEvents() {
            @Override
            public void flipDone(long fbCookie) {
                flipsDone++;
            }

            @Override
            public void dropped(int id, int type) {
                throw new AssertionError("event with id " + id + " and type " + type);
            }
        });
        return flipsDone;
    }

    @Override
    public void close() {
        requestPort.own().close();
        requestPort.peer().close();
        eventPort.own().close();
        eventPort.peer().close();
    }
}
