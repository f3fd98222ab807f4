package transom.lwjgl.window;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is remembered of one thing's window, for as long as somebody leases it and a short time after: who fills it, whether
 * the person has closed it, and the window itself while there is one.
 *
 * <p><b>Thread:</b> the windows', where nothing else is said.
 */
final class SharedWindow {

    private static final Logger LOG = LoggerFactory.getLogger(SharedWindow.class);

    private final String key;
    private final Desktop desktop;
    private final EglDisplay egl;
    private final Seats seats = new Seats();
    private final LeaseholdersEvents events = new LeaseholdersEvents(this);
    private boolean leased;
    private long endOfGrace;
    private volatile GuestWindow window;
    private volatile boolean hidden;

    SharedWindow(String key, Desktop desktop, EglDisplay egl) {
        this.key = key;
        this.desktop = desktop;
        this.egl = egl;
    }

    String key() {
        return key;
    }

    /** <b>Thread:</b> any. */
    Seats seats() {
        return seats;
    }

    /** The window, null if there is none now. <b>Thread:</b> any. */
    GuestWindow window() {
        return window;
    }

    /** Whether the person has closed it. <b>Thread:</b> any. */
    boolean isHidden() {
        return hidden;
    }

    void add(WindowLease lease) {
        leased = true;
        events.add(lease);
        seats.add(lease.seat(), System.nanoTime());
    }

    /** @param graceMillis for which the window stays if this was the last one */
    void remove(WindowLease lease, long graceMillis) {
        events.remove(lease);
        if (seats.remove(lease.seat(), System.nanoTime())) {
            leased = false;
            endOfGrace = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(graceMillis);
        }
    }

    /** The window as it is, or a new one. */
    void open(WindowOptions options, Size guest) {
        if (window == null) {
            window = new GuestWindow(desktop, egl, options, guest, events);
        } else {
            window.title(options.title());
            window.follow(guest);
        }
    }

    /** The person does not want to see it. */
    void hide() {
        hidden = true;
        close();
        events.leaseChanged();
    }

    /** The person wants to see it again. */
    void unhide() {
        hidden = false;
        events.leaseChanged();
    }

    /** Its holder does not let go of it. */
    void takeAway() {
        try {
            if (window != null) {
                window.renewSurface();
            }
        } catch (IllegalStateException e) {
            LOG.warn("{}: the next presenter gets another window: {}", key, e.getMessage());
            close();
        }
    }

    /** @return nanoseconds until it is to be called again */
    long tick(long now) {
        if (leased) {
            return seats.tick(now, !hidden, this::takeAway);
        }
        return Math.max(0, endOfGrace - now);
    }

    /** It does not stay without a lease. */
    void endGrace() {
        endOfGrace = System.nanoTime();
    }

    /** Whether nobody has leased it for too long. */
    boolean isOver(long now) {
        return !leased && now - endOfGrace >= 0;
    }

    boolean isLeased() {
        return leased;
    }

    /** Closes the window, if there is one; a lease stays. */
    void close() {
        GuestWindow gone = window;
        window = null;
        if (gone != null) {
            gone.close();
        }
    }
}
