package transom.itests.guestsim;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import transom.guestfb.wire.KbdEvents;
import transom.guestfb.wire.RingConsumer;
import transom.linux.EventLoop;
import transom.xen.GuestPages;
import transom.xen.XenbusState;
import transom.xen.sim.control.GuestControl;

/**
 * A keyboard and pointer frontend that behaves as Linux's xen-kbdfront (drivers/input/misc/xen-kbdfront.c).
 *
 * <p><b>Owner:</b> whoever made it. <b>Thread:</b> the guest's loop.
 */
public final class KbdFront implements AutoCloseable, Frontend.Driver, KbdEvents {

    private final GuestPages page;
    private final GuestControl.Port port;
    private final EventLoop loop;
    private final RingConsumer in;
    private final Frontend frontend;
    private final Set<Integer> pressed = new TreeSet<>();
    private final Map<String, Long> received = new LinkedHashMap<>();
    private int x;
    private int y;
    private int wheel;

    /** Sets the page up, grants it and offers it. */
    public KbdFront(SimGuest guest, EventLoop loop) {
        this.loop = loop;
        long gfn = guest.allocate(1);
        this.page = guest.pages(gfn, 1);
        this.in = RingConsumer.attachKbdIn(page);
        this.port = guest.allocPort();
        loop.add(port.own().fd(), this::event);
        Map<String, String> keys = new LinkedHashMap<>();
        keys.put("page-ref", Long.toString(gfn));
        keys.put("page-gref", Integer.toString(guest.grant(gfn, false)));
        keys.put("event-channel", Integer.toString(port.number()));
        this.frontend = new Frontend(guest, guest.device("vkbd"), keys, loop, this);
    }

    @Override
    public void connected() {}

    @Override
    public void backendReady() {
        if (frontend.backendNumber("feature-abs-pointer") != 0) {
            frontend.write("request-abs-pointer", "1");
        }
    }

    @Override
    public void disconnected() {}

    private void event() {
        port.own().drain();
        if (KbdEvents.read(in, page, this) > 0) {
            port.peer().signal();
        }
    }

    @Override
    public void key(int code, boolean down) {
        count("key");
        if (down) {
            pressed.add(code);
        } else {
            pressed.remove(code);
        }
    }

    @Override
    public void motion(int dx, int dy, int z) {
        count("motion");
        x += dx;
        y += dy;
        wheel -= z;
    }

    @Override
    public void position(int absX, int absY, int z) {
        count("position");
        x = absX;
        y = absY;
        wheel -= z;
    }

    @Override
    public void unknown(int type) {
        count("unknown");
    }

    private void count(String kind) {
        received.merge(kind, 1L, Long::sum);
    }

    /** Codes that are down now. */
    public Set<Integer> pressed() {
        return pressed;
    }

    /** Events by their kind. */
    public Map<String, Long> received() {
        return received;
    }

    public int x() {
        return x;
    }

    public int y() {
        return y;
    }

    /** Notches of the wheel, up is positive. */
    public int wheel() {
        return wheel;
    }

    public XenbusState state() {
        return frontend.state();
    }

    @Override
    public void close() {
        frontend.close();
        loop.remove(port.own().fd());
        port.own().close();
        port.peer().close();
    }
}
