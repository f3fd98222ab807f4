package transom.xen;

import java.util.function.Function;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The store in which both ends of a device find each other.
 *
 * <p><b>Thread:</b> any. Calls block for the daemon's answer; watch listeners run on the store's own loop and must not
 * call the store from there.
 */
@ProviderType
public interface XenStore extends StoreAccess {

    /**
     * Does the work in a transaction: all of its reads see one state, all of its writes take effect together, or none
     * if it throws. Runs the work again when somebody else changed what it read (EAGAIN).
     *
     * @throws XenStoreException with EAGAIN after 64 attempts
     */
    <T> T transaction(Function<StoreAccess, T> work);

    /**
     * Whether the domain lives, as far as the daemon knows. Nodes of one that does not may still be there: who made them
     * may have ended before it.
     */
    boolean isIntroduced(DomId domain);

    /**
     * Watches the node and all below it. The listener is called once right away and then after every change, with the
     * path that changed. {@code @introduceDomain} and {@code @releaseDomain} are told when domains come and go.
     *
     * @return <b>Owner:</b> the caller, who closes it
     */
    StoreWatch watch(String path, StoreWatch.Listener listener);
}
