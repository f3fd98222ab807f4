package transom.gem.drm.internal.object;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.drm.internal.uapi.Drm;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;

/**
 * The handles that are open on a node, and how often each is held: importing a dma-buf whose object the node knows gives
 * the handle that it has, so closing it for one holder would take it from the other.
 *
 * <p><b>Thread:</b> any; a handle is never imported while it is being closed.
 */
public final class Handles {

    private final DrmNode node;
    private final Map<Integer, Integer> holders = new HashMap<>();

    public Handles(DrmNode node) {
        this.node = node;
    }

    /** A handle of a new object. <b>Owner:</b> the caller, who {@linkplain #release releases} it. */
    synchronized int created(GemDriver driver, long bytes) {
        int handle = driver.create(node, bytes);
        holders.put(handle, 1);
        return handle;
    }

    /** A handle of a dma-buf's object. <b>Owner:</b> the caller, who {@linkplain #release releases} it. */
    public synchronized int imported(int dmaBuf) {
        ByteBuffer argument = Drm.fdToHandle(dmaBuf);
        node.check(Drm.PRIME_FD_TO_HANDLE, argument, "DRM_IOCTL_PRIME_FD_TO_HANDLE", "fd " + dmaBuf);
        int handle = argument.getInt(Drm.PRIME_HANDLE);
        holders.merge(handle, 1, Integer::sum);
        return handle;
    }

    /** A dma-buf of the object. <b>Owner:</b> the caller. */
    synchronized Fd exported(int handle) {
        ByteBuffer argument = Drm.handleToFd(handle);
        node.check(Drm.PRIME_HANDLE_TO_FD, argument, "DRM_IOCTL_PRIME_HANDLE_TO_FD", "handle " + handle);
        return Fd.adopt(argument.getInt(Drm.PRIME_FD));
    }

    /** Gives a handle back; the last holder closes it. A node that is closed has closed it before. */
    public synchronized void release(int handle) {
        Integer left = holders.computeIfPresent(handle, (number, count) -> count - 1);
        if (left == null) {
            throw new IllegalStateException("handle " + handle + " of " + node.path() + " is not held");
        }
        if (left == 0) {
            holders.remove(handle);
            int result = node.call(Drm.GEM_CLOSE, Drm.gemClose(handle));
            if (result != -Errno.ENODEV) {
                ErrnoException.check(result, "DRM_IOCTL_GEM_CLOSE", node.path() + ", handle " + handle);
            }
        }
    }

    /** How many are open. */
    public synchronized int open() {
        return holders.size();
    }
}
