package transom.itests.support;

import java.util.concurrent.CountDownLatch;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** What goes wrong in bad releases; put into a bundle by {@link Rewritten}. */
public final class Broken {

    private Broken() {}

    /** An activator that fails. */
    public static final class Throws implements BundleActivator {

        @Override
        public void start(BundleContext context) {
            throw new IllegalStateException("no good today");
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** An activator that never returns. */
    public static final class Hangs implements BundleActivator {

        @Override
        public void start(BundleContext context) throws InterruptedException {
            new CountDownLatch(1).await();
        }

        @Override
        public void stop(BundleContext context) {}
    }

    /** A component that fails. */
    public static final class ComponentThrows {

        public ComponentThrows() {
            throw new IllegalStateException("no good component");
        }
    }

    /** A component that never is there, and does not mind being interrupted. */
    public static final class ComponentHangs {

        public ComponentHangs() {
            while (true) {
                try {
                    new CountDownLatch(1).await();
                } catch (InterruptedException e) {
                    // that is what is wrong with it
                }
            }
        }
    }
}
