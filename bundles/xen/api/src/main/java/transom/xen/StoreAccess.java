package transom.xen;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Reads and writes nodes of the store, at once ({@link XenStore}) or together ({@link XenStore#transaction}).
 *
 * <p>Paths are absolute. Values are text; what a guest wrote may be any text of up to 4096 bytes. Every call waits for
 * the daemon's answer and throws {@link XenStoreException} with its error.
 */
@ProviderType
public interface StoreAccess {

    /** The node's value, empty if there is no such node. */
    Optional<String> read(String path);

    /** Writes a node, made if need be together with the nodes above it. */
    void write(String path, String value);

    /** Makes a node with no value if there is none. */
    void mkdir(String path);

    /** Removes the node and all below it; nothing happens if there is none. */
    void remove(String path);

    /** The names of the nodes right below it, none if there is no such node. */
    List<String> directory(String path);

    /** The node's permissions, its owner first. */
    List<StorePermission> permissions(String path);

    /** Sets the node's permissions: the first entry names the owner and what everybody else may do. */
    void setPermissions(String path, List<StorePermission> permissions);
}
