package transom.keep.internal;

import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import transom.keep.Keep;
import transom.keep.internal.memory.MemoryKeep;

/**
 * Gives what is held the life of this bundle. It is an activator, not a component, so that an update or restart of the
 * component runtime, which deactivates every component, does not let go of a guest's memory. Stopping this bundle does:
 * it is started once and left alone.
 */
public final class KeepActivator implements BundleActivator {

    private MemoryKeep keep;

    @Override
    public void start(BundleContext context) {
        keep = new MemoryKeep();
        context.registerService(Keep.class, keep, null);
    }

    @Override
    public void stop(BundleContext context) {
        keep.close();
    }
}
