package transom.xen.dev.internal.offer;

import java.nio.ByteBuffer;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.dev.internal.uapi.DmaBufOffer;

/** The device's call; tests put a kernel of their own in its place. */
public interface OfferDevice {

    /** /dev/xen/dmabuf-offer. */
    OfferDevice KERNEL = new OfferDevice() {
        @Override
        public int open() {
            try {
                Posix.open(DmaBufOffer.PATH, Posix.O_RDWR).close();
                return 0;
            } catch (ErrnoException e) {
                return -e.errno();
            }
        }

        @Override
        public int offer(ByteBuffer argument) {
            try (Fd file = Posix.open(DmaBufOffer.PATH, Posix.O_RDWR)) {
                return Ioctl.call(file.fd(), DmaBufOffer.OFFER, argument);
            } catch (ErrnoException e) {
                return -e.errno();
            }
        }
    };

    /** Whether it can be opened: 0 or {@code -errno}. */
    int open();

    /** {@code IOCTL_XEN_DMABUF_OFFER}: 0 or {@code -errno}. */
    int offer(ByteBuffer argument);
}
