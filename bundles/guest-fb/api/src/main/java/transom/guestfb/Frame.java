package transom.guestfb;

import org.osgi.annotation.versioning.ProviderType;
import transom.gem.Buffer;
import transom.gem.Damage;

/**
 * A picture on loan: the buffer is locked until {@link #release}. The object is reused for the next loan.
 *
 * <p><b>Thread:</b> the presenter's.
 */
@ProviderType
public interface Frame {

    /** The whole picture. */
    Buffer buffer();

    /** What changed since the last frame of this subscription; valid until {@link #release}. */
    Damage damage();

    /** Counts this scanout's changes; grows from frame to frame, gaps are changes shown together. */
    long sequence();

    /**
     * When the oldest change in it was heard of: {@link System#nanoTime} at the guest's event. Durations only: the
     * guest's clock has another epoch.
     */
    long doorbellNanos();

    /** The loan returned: its pixels are not read any more. Exactly one of the releases, exactly once. */
    void release();

    /**
     * The loan returned while a device still reads the pixels.
     *
     * @param fence a sync_file fd that signals when it has finished, or {@link transom.gem.DmaBuf#NO_FENCE}.
     *     <b>Owner:</b> transferred
     */
    void release(int fence);
}
