package transom.gem.drm.internal.node;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalLong;
import transom.gem.drm.internal.uapi.Drm;
import transom.gem.support.Ioctls;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.Posix;

/**
 * An open node of a DRM device. It is never the device's master: an X server that starts later must become that.
 *
 * <p>While a card node is open the kernel does not give the screen back to its text console by itself when an X server ends
 * ({@code drm_lastclose}).
 *
 * <p><b>Owner:</b> of the node's fd. <b>Thread:</b> any.
 */
public final class DrmNode implements AutoCloseable {

    /** Longer than any driver's name. */
    private static final int LONGEST_NAME = 64;

    private final Path path;
    private final Fd fd;
    private final Ioctls ioctls;

    private DrmNode(Path path, Fd fd, Ioctls ioctls) {
        this.path = path;
        this.fd = fd;
        this.ioctls = ioctls;
    }

    /**
     * Opens a node.
     *
     * @throws ErrnoException if it cannot be opened, or not without staying its master
     */
    public static DrmNode open(Path path, Ioctls ioctls) {
        DrmNode node = new DrmNode(path, Posix.open(path.toString(), Posix.O_RDWR), ioctls);
        try {
            node.dropMaster();
            return node;
        } catch (RuntimeException e) {
            node.close();
            throw e;
        }
    }

    /**
     * Whoever opens a card node that has no master becomes its master (drm_master_open). EINVAL: this one is not; ENOTTY
     * and EACCES of a render node: it has none.
     */
    private void dropMaster() {
        boolean card = path.getFileName().toString().startsWith("card");
        int result = ioctls.call(fd.fd(), Drm.DROP_MASTER, null);
        if (card && result != -Errno.EINVAL) {
            ErrnoException.check(
                    result, "DRM_IOCTL_DROP_MASTER", path + ", which would take the display from the X server");
        }
    }

    /** Where it is. */
    public Path path() {
        return path;
    }

    /** A device control call on it: its result, or {@code -errno}; {@code -ENODEV} also when it is closed. */
    public int call(long request, ByteBuffer argument) {
        return fd.isOpen() ? ioctls.call(fd.fd(), request, argument) : -Errno.ENODEV;
    }

    /** {@link #call}, which throws if it fails. */
    public void check(long request, ByteBuffer argument, String name, Object detail) {
        ErrnoException.check(call(request, argument), name, path.getFileName() + ", " + detail);
    }

    /** The kernel driver's name. */
    public String driver() {
        ByteBuffer name = Direct.allocate(LONGEST_NAME);
        ByteBuffer version = Drm.version(name);
        check(Drm.VERSION, version, "DRM_IOCTL_VERSION", "driver");
        int length = (int) Math.min(LONGEST_NAME, version.getLong(Drm.VERSION_NAME_LEN));
        byte[] bytes = new byte[length];
        name.get(0, bytes);
        return new String(bytes, StandardCharsets.US_ASCII);
    }

    /** Whether its device is still there. */
    public boolean isThere() {
        return call(Drm.VERSION, Drm.version(Direct.allocate(LONGEST_NAME))) >= 0;
    }

    /** A capability's value; empty if the device does not know it. */
    public OptionalLong capability(int capability) {
        ByteBuffer argument = Drm.getCap(capability);
        return call(Drm.GET_CAP, argument) < 0
                ? OptionalLong.empty()
                : OptionalLong.of(argument.getLong(Drm.GET_CAP_VALUE));
    }

    /** Maps what the device's file has at this offset. <b>Owner:</b> the caller. */
    public Mapping map(long offset, long bytes) {
        return Mapping.map(fd.fd(), offset, bytes, Mapping.PROT_READ | Mapping.PROT_WRITE);
    }

    /** Handles that are open go with it; dma-bufs made of them live on. */
    @Override
    public void close() {
        fd.close();
    }
}
