package transom.guestfb.support;

import java.util.Collection;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceEvent;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.guestfb.GuestDisplays;
import transom.xen.DeviceId;

/**
 * Versions of this bundle that run beside it while one takes over from the other, device by device: each guest waits for its own
 * devices only. Who serves guests is registered as {@link GuestDisplays}, from before the first until it has let go of the last.
 *
 * <p><b>Thread:</b> any.
 */
public final class OtherVersions implements ServiceListener {

    private static final Logger LOG = LoggerFactory.getLogger(OtherVersions.class);

    /** Tells whoever does updates that this may start beside its former version (docs/updates.md). */
    private static final String STANDBY = "transom.standby";

    private static final String SERVING =
            "(&(objectClass=" + GuestDisplays.class.getName() + ")(" + STANDBY + "=true))";

    private final BundleContext context;
    private final Runnable whenOneEnds;
    private ServiceRegistration<GuestDisplays> own;

    /** @param whenOneEnds called when another version has let go of all devices that it had taken */
    public OtherVersions(BundleContext context, Runnable whenOneEnds) {
        this.context = context;
        this.whenOneEnds = whenOneEnds;
    }

    /** Tells others of this one. */
    public void join(GuestDisplays displays) {
        try {
            context.addServiceListener(this, SERVING);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(SERVING, e);
        }
        own = context.registerService(GuestDisplays.class, displays, new Hashtable<>(Map.of(STANDBY, true)));
    }

    /** Whoever else serves a device lets go of it. */
    public void release(DeviceId device) {
        for (ServiceReference<GuestDisplays> other : others()) {
            GuestDisplays displays = context.getService(other);
            try {
                if (displays != null) {
                    displays.release(device);
                }
            } catch (RuntimeException e) {
                LOG.warn("{}: the version before does not let go of it: {}", device, e.getMessage());
            } finally {
                context.ungetService(other);
            }
        }
    }

    private List<ServiceReference<GuestDisplays>> others() {
        try {
            Collection<ServiceReference<GuestDisplays>> serving =
                    context.getServiceReferences(GuestDisplays.class, SERVING);
            return serving.stream().filter(this::isOther).toList();
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(SERVING, e);
        }
    }

    /** Guests of other kinds are served by other bundles. */
    private boolean isOther(ServiceReference<?> serving) {
        Bundle own = context.getBundle();
        Bundle bundle = serving.getBundle();
        return bundle != null && !own.equals(bundle) && Objects.equals(own.getSymbolicName(), bundle.getSymbolicName());
    }

    @Override
    public void serviceChanged(ServiceEvent event) {
        if (event.getType() == ServiceEvent.UNREGISTERING && isOther(event.getServiceReference())) {
            whenOneEnds.run();
        }
    }

    /** This one has let go of all devices. */
    public void leave() {
        context.removeServiceListener(this);
        try {
            if (own != null) {
                own.unregister();
            }
        } catch (IllegalStateException e) {
            LOG.trace("the framework was faster", e);
        }
    }
}
