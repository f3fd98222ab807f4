package transom.guestfb.pv.internal.fb;

import transom.gem.Damage;
import transom.guestfb.DisplayInfo.Counters;
import transom.guestfb.RecentFrames;

/** What a framebuffer's guest has sent. <b>Thread:</b> the guest loop. */
final class FbCounters {

    private final RecentFrames recent = new RecentFrames();
    private final Damage clip = new Damage(0, 0);
    private long updates;
    private long damagedPixels;
    private long resizes;
    private long ignoredEvents;

    void update(int width, int height, int x, int y, int boxWidth, int boxHeight) {
        clip.reset(width, height);
        clip.add(x, y, boxWidth, boxHeight);
        updates++;
        damagedPixels += clip.pixels();
    }

    /** The updates of one wake-up have been taken. */
    void served(long nanos) {
        recent.add(nanos);
    }

    void resize() {
        resizes++;
    }

    void ignored() {
        ignoredEvents++;
    }

    void clear() {
        updates = 0;
        damagedPixels = 0;
        resizes = 0;
        ignoredEvents = 0;
        recent.clear();
    }

    Counters snapshot(int subscriptions) {
        return new Counters(updates, damagedPixels, resizes, ignoredEvents, subscriptions, 0, 0, 0, recent.nanos());
    }
}
