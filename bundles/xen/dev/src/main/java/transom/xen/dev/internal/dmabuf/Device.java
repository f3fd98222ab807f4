package transom.xen.dev.internal.dmabuf;

import java.nio.ByteBuffer;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.Gntdev;

/** gntdev's file and its calls; tests put a kernel of their own in its place. */
public interface Device {

    /** /dev/xen/gntdev. */
    Device GNTDEV = new Device() {
        @Override
        public Fd open() {
            try {
                return Posix.open(Gntdev.PATH, Posix.O_RDWR);
            } catch (ErrnoException e) {
                throw new XenException("cannot open gntdev: " + e.getMessage(), e);
            }
        }

        @Override
        public int ioctl(Fd file, long request, ByteBuffer argument) {
            return Ioctl.call(file.fd(), request, argument);
        }
    };

    /** A new file. <b>Owner:</b> the caller. */
    Fd open();

    /** {@link Ioctl#call}. @param argument null for the address 0 */
    int ioctl(Fd file, long request, ByteBuffer argument);
}
