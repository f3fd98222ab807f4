package transom.xen;

import java.util.function.Predicate;
import org.osgi.annotation.versioning.ProviderType;

/** Binds event channels. <b>Thread:</b> any. */
@ProviderType
public interface EventChannels {

    /**
     * Binds the port that a guest has reserved for this domain. Xen marks the new channel pending at once, so what the
     * guest sent before is not lost (common/event_channel.c, {@code evtchn_bind_interdomain}).
     *
     * @param remotePort the guest's port
     * @return <b>Owner:</b> the caller
     * @throws PortRefusedException if the guest has no such port, or another binder of it still lives
     * @throws XenException for any other reason
     */
    EventChannel bindInterdomain(DomId domain, int remotePort);

    /**
     * As {@link #bindInterdomain(DomId, int)}, and in the keep until it is {@linkplain EventChannel#close closed}: under
     * {@code xen/channel/} and this name. A channel of this port that is there already is taken as it is: it was bound
     * all the time. Nobody marks that one pending, and whoever had it before may have taken its event, so look at the
     * ring. A channel of another domain or port that is there is unbound first.
     *
     * @param keepName what the keep takes as a name, at most 200 characters
     * @return <b>Owner:</b> the caller
     */
    EventChannel bindInterdomain(DomId domain, int remotePort, String keepName);

    /** Unbinds what is in the keep under such names: their guests have gone, or ended the connection. */
    void dropKept(Predicate<String> keepNames);
}
