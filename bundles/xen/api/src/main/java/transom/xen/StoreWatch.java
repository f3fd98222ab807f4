package transom.xen;

import org.osgi.annotation.versioning.ProviderType;

/** A watch of the store, until it is closed. */
@ProviderType
public interface StoreWatch extends AutoCloseable {

    /** Ends the watch; the listener is not called after this has returned. A second call does nothing. */
    @Override
    void close();

    /** Is told what changed. */
    @FunctionalInterface
    interface Listener {

        /**
         * The node at {@code path}, or something below it, changed. <b>Thread:</b> the store's loop: hand over and
         * return.
         */
        void changed(String path);
    }
}
