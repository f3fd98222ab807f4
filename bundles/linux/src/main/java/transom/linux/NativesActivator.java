package transom.linux;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * Gives the library the life of the bundle that it is compiled into, so that a bundle that was updated can be collected.
 * The framework calls it after the bundle's components were deactivated.
 */
public final class NativesActivator implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        Natives.load();
    }

    @Override
    public void stop(BundleContext context) {
        Natives.leave();
    }
}
