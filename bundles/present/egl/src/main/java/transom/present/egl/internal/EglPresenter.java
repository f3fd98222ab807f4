package transom.present.egl.internal;

import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import transom.guestfb.Scanout;

/**
 * Shows every {@link Scanout} in a window. It registers its {@link transom.present.Presenter} itself, because where
 * there can be no windows there is none.
 */
@Component(service = EglPresenter.class, immediate = true, configurationPid = Config.PID)
@Designate(ocd = Config.class)
public final class EglPresenter {

    private final Registration registration;

    @Activate
    public EglPresenter(BundleContext context, Config config) {
        registration = new Registration(context);
        registration.start(config);
    }

    @Modified
    void modified(Config config) {
        registration.modify(config);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addScanout(Scanout scanout) {
        registration.add(scanout);
    }

    void removeScanout(Scanout scanout) {
        registration.remove(scanout);
    }

    /** Opens the windows again that the person has closed. @return how many; 0 also where there can be none */
    public int show() {
        return registration.presenter().map(presenter -> presenter.show()).orElse(0);
    }

    @Deactivate
    void deactivate() {
        registration.close();
    }
}
