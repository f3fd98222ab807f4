package transom.launcher.doctor;

import java.nio.ByteBuffer;
import java.util.List;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;

/**
 * Asks /dev/xen/gntdev whether it knows dma-bufs (linux/include/uapi/xen/gntdev.h), by calls that cannot succeed: one that
 * is known refuses the fd or the count, one that is not is ENOTTY.
 */
final class GntdevDmaBuf {

    static final String GRANT = "gntdev, grants of dma-bufs";
    static final String EXPORT = "gntdev, dma-bufs of grants";

    private static final String PATH = "/dev/xen/gntdev";

    /** {@code IOCTL_GNTDEV_DMABUF_IMP_TO_REFS}, of a {@code struct} of 20 bytes that begins with an fd. */
    static final long IMP_TO_REFS = 0x0014_470bL;

    /** {@code IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS}, of as many bytes; a count of 0 is refused. */
    static final long EXP_FROM_REFS = 0x0014_4709L;

    static final int SIZE = 20;

    private static final String REMEDY =
            "Debian's kernel is built without it: patches/linux/gntdev/dkms/make-deb makes a package of the module for it;"
                    + " any other needs CONFIG_XEN_GNTDEV_DMABUF";

    private GntdevDmaBuf() {}

    static List<Finding> look() {
        try (Fd gntdev = Posix.open(PATH, Posix.O_RDWR)) {
            ByteBuffer noFd = Direct.allocate(SIZE).putInt(0, -1).putInt(4, 1);
            return List.of(
                    finding(GRANT, Ioctl.call(gntdev.fd(), IMP_TO_REFS, noFd)),
                    finding(EXPORT, Ioctl.call(gntdev.fd(), EXP_FROM_REFS, Direct.allocate(SIZE))));
        } catch (ErrnoException e) {
            return List.of(
                    Finding.missing("Xen", GRANT, e.getMessage(), "modprobe xen-gntdev, and run this as root"),
                    Finding.missing("Xen", EXPORT, e.getMessage(), "modprobe xen-gntdev, and run this as root"));
        }
    }

    private static Finding finding(String name, int result) {
        return result == -Errno.ENOTTY
                ? Finding.missing("Xen", name, "this module does not know dma-bufs", REMEDY)
                : Finding.here("Xen", name, "the module knows dma-bufs");
    }
}
