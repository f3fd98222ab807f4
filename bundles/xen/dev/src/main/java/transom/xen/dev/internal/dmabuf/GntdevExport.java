package transom.xen.dev.internal.dmabuf;

import java.util.function.Consumer;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.dev.internal.uapi.GntdevDmaBuf;

/**
 * A dma-buf of a guest's grants.
 *
 * <p><b>Owner:</b> of the dma-buf's fd, and of the gntdev file that can tell when its pages are unmapped. That is asked
 * for by the fd's number, which the file goes on to know after it is closed.
 */
final class GntdevExport implements ExportedDmaBuf {

    private final DomId domain;
    private final int pages;
    private final Fd file;
    private final Fd dmaBuf;
    private final int key;
    private final Device device;
    private final Consumer<GntdevExport> whenReturned;

    GntdevExport(DomId domain, int pages, Fd file, Fd dmaBuf, Device device, Consumer<GntdevExport> whenReturned) {
        this.domain = domain;
        this.pages = pages;
        this.file = file;
        this.dmaBuf = dmaBuf;
        this.key = dmaBuf.fd();
        this.device = device;
        this.whenReturned = whenReturned;
    }

    DomId domain() {
        return domain;
    }

    @Override
    public int fd() {
        return dmaBuf.fd();
    }

    @Override
    public int pages() {
        return pages;
    }

    @Override
    public void close() {
        dmaBuf.close();
        awaitReleased(0);
    }

    /** The kernel knows the number no longer (ENOENT) when the pages were unmapped before it was asked. */
    @Override
    public synchronized boolean awaitReleased(int millis) {
        if (dmaBuf.isOpen()) {
            return false;
        }
        if (file.isOpen()) {
            int result =
                    device.ioctl(file, GntdevDmaBuf.EXP_WAIT_RELEASED, GntdevDmaBuf.exportWaitReleased(key, millis));
            if (result != 0 && result != -Errno.ENOENT) {
                return false;
            }
            forget();
            whenReturned.accept(this);
        }
        return true;
    }

    void forget() {
        file.close();
    }
}
