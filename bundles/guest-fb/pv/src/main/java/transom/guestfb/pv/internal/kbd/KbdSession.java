package transom.guestfb.pv.internal.kbd;

import transom.guestfb.wire.KbdEvents;
import transom.guestfb.wire.RingProducer;

/**
 * A keyboard while it is attached. What the guest has no room for is dropped and counted, except that a key's release is
 * made up for when there is room again.
 *
 * <p><b>Thread:</b> the guest loop.
 */
final class KbdSession {

    private final KbdConnection connection;
    private final PressedKeys keys;
    private final PointerRange range;
    private boolean releasing;
    private int lastX;
    private int lastY;
    private long dropped;

    KbdSession(KbdConnection connection, PressedKeys keys, PointerRange range) {
        this.connection = connection;
        this.keys = keys;
        this.range = connection.raw ? PointerRange.RAW : range;
    }

    /** The guest has read something, or has nothing to say. */
    void rung() {
        connection.channel.acknowledge();
        if (connection.out.skip() > 0) {
            connection.out.publish();
            connection.channel.send();
        }
        if (releasing) {
            releaseAll();
        }
        connection.in.room();
    }

    void key(int code, boolean pressed) {
        if (code < 0 || code > PressedKeys.MAX_CODE) {
            dropped++;
        } else if (pressed) {
            press(code);
        } else if (keys.isDown(code)) {
            release(code);
        }
    }

    private void press(int code) {
        if (connection.in.room() == 0) {
            dropped++;
            return;
        }
        keys.set(code, true);
        sent(KbdEvents.writeKey(connection.in, connection.page, code, true));
    }

    private void release(int code) {
        if (sent(KbdEvents.writeKey(connection.in, connection.page, code, false))) {
            keys.set(code, false);
        } else {
            releasing = true;
        }
    }

    /** Releases what is down, as far as there is room now; the rest when the guest has read. */
    void releaseAll() {
        releasing = false;
        for (int code = keys.next(0); code >= 0 && !releasing; code = keys.next(code + 1)) {
            release(code);
        }
    }

    void pointer(int x, int y, int pictureWidth, int pictureHeight) {
        int toX = connection.absolute ? range.x(x, pictureWidth) : x;
        int toY = connection.absolute ? range.y(y, pictureHeight) : y;
        RingProducer in = connection.in;
        boolean written = connection.absolute
                ? KbdEvents.writePosition(in, connection.page, toX, toY, 0)
                : KbdEvents.writeMotion(in, connection.page, toX - lastX, toY - lastY, 0);
        if (sent(written)) {
            lastX = toX;
            lastY = toY;
        }
    }

    /** The protocol counts notches downwards. */
    void wheel(int notches) {
        RingProducer in = connection.in;
        sent(
                connection.absolute
                        ? KbdEvents.writePosition(in, connection.page, lastX, lastY, -notches)
                        : KbdEvents.writeMotion(in, connection.page, 0, 0, -notches));
    }

    private boolean sent(boolean written) {
        if (written) {
            connection.channel.send();
        } else {
            dropped++;
        }
        return written;
    }

    long dropped() {
        return dropped;
    }

    boolean isAbsolute() {
        return connection.absolute;
    }

    int fd() {
        return connection.channel.fd();
    }

    void end() {
        connection.detach();
    }
}
