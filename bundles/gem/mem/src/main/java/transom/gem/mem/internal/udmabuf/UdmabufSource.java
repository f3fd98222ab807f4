package transom.gem.mem.internal.udmabuf;

import transom.gem.mem.internal.uapi.Udmabuf;
import transom.gem.support.DmaBufPages;
import transom.gem.support.Ioctls;
import transom.gem.support.Memory;
import transom.gem.support.Source;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.MemFd;

/**
 * Makes a dma-buf of a memfd, which it needs sealed against shrinking and not against writing. The pages stay when the
 * memfd is closed.
 *
 * <p><b>Owner:</b> of the device's fd, as long as it is served.
 */
public final class UdmabufSource implements Source {

    public static final String NAME = "udmabuf";

    private final Fd device;
    private final Ioctls ioctls;

    /** <b>Owner:</b> this, of {@code device}. */
    public UdmabufSource(Fd device, Ioctls ioctls) {
        this.device = device;
        this.ioctls = ioctls;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean makesDmaBufs() {
        return true;
    }

    @Override
    public Memory make(String label, long bytes) {
        try (Fd memfd = MemFd.create("transom-" + label, bytes, true)) {
            int fd = ioctls.call(device.fd(), Udmabuf.CREATE, Udmabuf.create(memfd.fd(), bytes));
            ErrnoException.check(fd, "UDMABUF_CREATE", bytes + " bytes");
            return open(Fd.adopt(fd), bytes);
        }
    }

    @Override
    public Memory open(Fd fd, long bytes) {
        return new Memory(fd, bytes, new DmaBufPages(ioctls));
    }

    @Override
    public void close() {
        device.close();
    }
}
