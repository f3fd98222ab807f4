package transom.guestfb.pv.internal;

import java.time.Duration;
import transom.guestfb.GuestDisplays;

/**
 * All guests' devices, served over one bundle's Xen.
 *
 * <p><b>Thread:</b> any.
 */
interface Guests extends GuestDisplays, AutoCloseable {

    /** Looks after devices from now on. */
    void start();

    /** Whoever devices were released to has ended. */
    void resume();

    /**
     * Waits until all devices were released to others.
     *
     * @return whether that is so
     */
    boolean awaitReleased(Duration limit);

    /** Leaves all guests as they are. */
    @Override
    void close();
}
