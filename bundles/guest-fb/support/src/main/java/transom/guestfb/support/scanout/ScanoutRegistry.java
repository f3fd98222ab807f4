package transom.guestfb.support.scanout;

import transom.guestfb.Scanout;

/** Where presenters find scanouts. */
public interface ScanoutRegistry {

    /** Presenters find it from now on. */
    Registration register(Scanout scanout);

    /** A scanout that presenters find. */
    interface Registration {

        /** They find it no more. */
        void unregister();
    }
}
