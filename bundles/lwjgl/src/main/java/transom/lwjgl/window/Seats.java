package transom.lwjgl.window;

import java.util.ArrayList;
import java.util.List;

/**
 * Whose turn it is to fill one window. One seat holds its surface, the others wait. Who can show the picture claims; the holder
 * lets go between two pictures. A new holder that shows nothing in time gives the surface back to one that did.
 *
 * <p><b>Thread:</b> any.
 */
final class Seats {

    /** Within which a new holder shows a picture: a displif guest waits no longer than 3 s for a flip. */
    static final long SHOW_NANOS = 2_000_000_000L;

    /** Within which a holder lets go, a few pictures at most; then the surface is taken from it. */
    static final long YIELD_NANOS = 2_000_000_000L;

    /** The rank of who has shown a picture, or can. */
    private static final int ABLE = 2;

    private final List<Seat> seats = new ArrayList<>();
    private Seat holder;

    /** When the holder must have shown something, or must have let go. */
    private long due;

    /** Takes a seat; it holds the surface at once if nobody does. */
    synchronized void add(Seat seat, long now) {
        seats.add(seat);
        if (holder == null) {
            grant(seat, now);
        }
    }

    /** The seat can show the picture: it is next. */
    synchronized void claim(Seat seat, long now) {
        if (seat != holder && seats.contains(seat)) {
            seat.claims = true;
            want(now);
        }
    }

    private void want(long now) {
        if (!holder.wanted) {
            holder.wanted = true;
            due = now + YIELD_NANOS;
            holder.tell();
        }
    }

    /** The seat's thread has let go of the surface. */
    synchronized void yield(Seat seat, long now) {
        if (seat == holder) {
            pass(now);
        }
    }

    /**
     * The holder cannot show the picture, and has let go of the surface.
     *
     * @return whether somebody else has it now; if not it stays the holder
     */
    synchronized boolean fail(Seat seat, long now) {
        if (seat != holder || !isOtherAble()) {
            return false;
        }
        seat.failed = true;
        pass(now);
        return true;
    }

    /** The seat is empty from now on, and the surface free of it. @return whether it was the last one */
    synchronized boolean remove(Seat seat, long now) {
        seats.remove(seat);
        if (seat == holder) {
            pass(now);
        }
        return seats.isEmpty();
    }

    private void pass(long now) {
        Seat before = holder;
        before.held = false;
        before.wanted = false;
        Seat next = other();
        holder = null;
        if (next != null) {
            grant(next, now);
        } else if (seats.contains(before)) {
            grant(before, now);
        }
        before.tell();
    }

    private void grant(Seat seat, long now) {
        holder = seat;
        seat.claims = false;
        seat.shown = false;
        seat.held = true;
        due = now + SHOW_NANOS;
        seat.tell();
    }

    /** The best seat beside the holder's, the newest of equals; null if there is none. */
    private Seat other() {
        Seat best = null;
        for (Seat each : seats) {
            if (each != holder && (best == null || each.rank() >= best.rank())) {
                best = each;
            }
        }
        return best;
    }

    private boolean isOtherAble() {
        Seat other = other();
        return other != null && other.rank() >= ABLE;
    }

    /** The holder has shown a picture. */
    synchronized void shown(Seat seat) {
        if (seat == holder) {
            seat.shown = true;
            seat.good = true;
            seat.failed = false;
        }
    }

    /** Who holds the surface, or null. */
    synchronized Seat holder() {
        return holder;
    }

    /**
     * Looks at the clock.
     *
     * @param visible whether a picture could be shown at all
     * @param takeAway makes the surface free of a holder that does not let go
     * @return nanoseconds until it is to be called again, {@link Long#MAX_VALUE} if something else happens before
     */
    synchronized long tick(long now, boolean visible, Runnable takeAway) {
        if (!visible || holder == null || !holder.wanted && (holder.shown || !isOtherAble())) {
            due = visible ? due : now + SHOW_NANOS;
            return Long.MAX_VALUE;
        }
        if (now - due >= 0) {
            holder.failed |= !holder.shown;
            if (holder.wanted) {
                takeAway.run();
                pass(now);
            } else {
                want(now);
            }
        }
        return Math.max(0, due - now);
    }
}
