package transom.present.headless.internal;

import java.util.Hashtable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.guestfb.Scanout;
import transom.present.Presenter;
import transom.present.headless.internal.memory.MemoryPresenter;

/** Keeps every {@link Scanout}'s last picture in memory from an {@link Allocator}; without one it shows nothing. */
@Component(
        service = {},
        immediate = true)
public final class HeadlessPresenter {

    /** Below presenters with windows, which have the default 0. */
    private static final int RANKING = -100;

    private final MemoryPresenter presenter = new MemoryPresenter();
    private final ServiceRegistration<Presenter> registration;

    @Activate
    public HeadlessPresenter(BundleContext context) {
        Hashtable<String, Object> properties = new Hashtable<>();
        properties.put(Constants.SERVICE_RANKING, RANKING);
        registration = context.registerService(Presenter.class, presenter, properties);
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void setAllocator(Allocator allocator) {
        presenter.allocator(allocator);
    }

    void unsetAllocator(Allocator allocator) {
        presenter.withoutAllocator(allocator);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addScanout(Scanout scanout) {
        presenter.add(scanout);
    }

    void removeScanout(Scanout scanout) {
        presenter.remove(scanout);
    }

    @Deactivate
    void deactivate() {
        registration.unregister();
        presenter.close();
    }
}
