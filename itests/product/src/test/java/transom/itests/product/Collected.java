package transom.itests.product;

import java.lang.ref.WeakReference;
import java.time.Duration;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;
import transom.itests.support.Eventually;

/** Whether a bundle's class loader has gone. */
final class Collected {

    private final String name;
    private final WeakReference<ClassLoader> loader;

    private Collected(String name, ClassLoader loader) {
        this.name = name;
        this.loader = new WeakReference<>(loader);
    }

    static Collected classesOf(Bundle bundle) {
        return new Collected(bundle.toString(), bundle.adapt(BundleWiring.class).getClassLoader());
    }

    void await(Duration limit) {
        Eventually.isTrue("the former classes of " + name + " are collected", limit, () -> {
            System.gc();
            return loader.get() == null;
        });
    }
}
