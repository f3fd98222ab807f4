package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Our end of an event channel: one bit that either side sets for the other.
 *
 * <p><b>Owner:</b> whoever bound it. <b>Thread:</b> any for {@link #send}; the rest on the owner's loop.
 */
@ProviderType
public interface EventChannel extends AutoCloseable {

    /** Lends an fd that is readable while an event is pending: for an epoll set. */
    int fd();

    /** The port at the other end. */
    int remotePort();

    /**
     * Takes a pending event and lets the next one come. Call it <em>before</em> looking at the ring: an event that
     * comes later then makes {@link #fd} readable again.
     *
     * @return whether there was one
     */
    boolean acknowledge();

    /** Sends the other end an event. Does nothing if the other end has gone, or after {@link #close}. */
    void send();

    /**
     * Unbinds our end, in the keep as well; the guest's port stays reserved for this domain. A second call does nothing.
     */
    @Override
    void close();

    /**
     * I leave; the channel stays bound in the keep, and takes events, until somebody binds it by its name again. One that
     * was bound without a name ends. After {@link #close} it does nothing.
     */
    void detach();
}
