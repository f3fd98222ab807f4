package transom.guestfb;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A guest's keyboard and pointer. What the guest has no room for is dropped; a key that is down when the guest or its
 * window goes is released.
 *
 * <p><b>Thread:</b> any.
 */
@ProviderType
public interface InputSink {

    /** A key or button by its Linux code (input-event-codes.h, {@code KEY_*} and {@code BTN_*}). */
    void key(int code, boolean pressed);

    /** The pointer's place in pixels of the guest's picture. */
    void pointer(int x, int y);

    /** Notches of the wheel, up is positive. */
    void wheel(int notches);

    /** Releases all keys and buttons that are down: the window lost the focus. */
    void releaseAll();
}
