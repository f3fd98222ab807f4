package transom.gem.drm.internal.object;

import transom.gem.drm.internal.node.DrmNode;
import transom.gem.support.DmaBufPages;
import transom.gem.support.Ioctls;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;

/**
 * Pages of a GEM object: mapped through their dma-buf, or, where its driver does not allow that, through the device.
 *
 * <p><b>Owner:</b> of one hold of the object's handle.
 */
final class ObjectMemory extends DmaBufPages {

    /** No handle has this number. */
    private static final int NONE = 0;

    private final DrmNode node;
    private final GemDriver driver;
    private final Handles handles;
    private int handle;

    private ObjectMemory(DrmNode node, GemDriver driver, Handles handles, int handle, Ioctls ioctls) {
        super(ioctls);
        this.node = node;
        this.driver = driver;
        this.handles = handles;
        this.handle = handle;
    }

    /** <b>Owner:</b> the result, of {@code handle}. */
    static ObjectMemory created(DrmNode node, GemDriver driver, Handles handles, int handle, Ioctls ioctls) {
        return new ObjectMemory(node, driver, handles, handle, ioctls);
    }

    /** Of an object whose handle went with an earlier process or bundle; it gets another when it needs one. */
    static ObjectMemory adopted(DrmNode node, GemDriver driver, Handles handles, Ioctls ioctls) {
        return new ObjectMemory(node, driver, handles, NONE, ioctls);
    }

    @Override
    public Mapping map(Fd fd, long bytes) {
        try {
            return super.map(fd, bytes);
        } catch (ErrnoException dmaBufRefused) {
            try {
                return node.map(driver.mapOffset(node, handleOf(fd)), bytes);
            } catch (ErrnoException e) {
                e.addSuppressed(dmaBufRefused);
                throw e;
            }
        }
    }

    private synchronized int handleOf(Fd fd) {
        if (handle == NONE) {
            handle = handles.imported(fd.fd());
        }
        return handle;
    }

    @Override
    public synchronized void release() {
        if (handle != NONE) {
            handles.release(handle);
            handle = NONE;
        }
    }
}
