package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/** Binds event channels. */
@ProviderType
public interface EventChannels {

    /**
     * Binds the port that a guest has reserved for this domain. Xen marks the new channel pending at once, so what the
     * guest sent before is not lost (common/event_channel.c, {@code evtchn_bind_interdomain}).
     *
     * @param remotePort the guest's port
     * @return <b>Owner:</b> the caller
     * @throws XenException if the guest has no such port, or another binder of it still lives
     */
    EventChannel bindInterdomain(DomId domain, int remotePort);
}
