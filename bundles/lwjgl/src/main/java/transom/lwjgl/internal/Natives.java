package transom.lwjgl.internal;

import java.io.File;
import org.lwjgl.system.Configuration;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import transom.lwjgl.window.Windows;

/**
 * Makes LWJGL unpack its natives into the bundle's own storage before any class of LWJGL is used; the lazy activation
 * policy runs it in time.
 *
 * <p>A JVM binds a native library, by its path, to one class loader. Storage of its own lets a second framework in the
 * same JVM load LWJGL too, and no other user can put a file where it will be loaded from, as in a shared {@code /tmp}.
 * Outside OSGi nobody runs this, and LWJGL chooses the place.
 */
public final class Natives implements BundleActivator {

    @Override
    public void start(BundleContext context) {
        File storage = context.getDataFile("natives");
        if (storage != null) {
            Configuration.SHARED_LIBRARY_EXTRACT_PATH.set(storage.getAbsolutePath());
        }
    }

    @Override
    public void stop(BundleContext context) {
        // The natives stay loaded as long as the class loader lives; a window is nobody's any more.
        Windows.closeUnleased();
    }
}
