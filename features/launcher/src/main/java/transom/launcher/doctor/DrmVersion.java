package transom.launcher.doctor;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;

/** Asks a DRM node for its driver (drm.h, {@code struct drm_version}, 64 bytes on 64-bit machines). */
final class DrmVersion {

    /** {@code _IOWR('d', 0x00, struct drm_version)}. */
    private static final long DRM_IOCTL_VERSION = 0xc040_6400L;

    private static final int SIZE = 64;
    private static final int MAJOR = 0;
    private static final int MINOR = 4;
    private static final int NAME_LENGTH = 16;
    private static final int NAME = 24;
    private static final int LONGEST_NAME = 64;

    private DrmVersion() {}

    static Finding of(Path node) {
        try (Fd fd = Posix.open(node.toString(), Posix.O_RDWR)) {
            ByteBuffer version = Direct.allocate(SIZE);
            ByteBuffer name = Direct.allocate(LONGEST_NAME);
            version.putLong(NAME_LENGTH, LONGEST_NAME).putLong(NAME, Direct.address(name));
            int result = Ioctl.call(fd.fd(), DRM_IOCTL_VERSION, version);
            if (result < 0) {
                return Finding.missing("DRM", node.toString(), "DRM_IOCTL_VERSION: " + Errno.describe(-result), "");
            }
            byte[] text = new byte[(int) Math.min(version.getLong(NAME_LENGTH), LONGEST_NAME)];
            name.get(0, text);
            return Finding.here(
                    "DRM",
                    node.toString(),
                    new String(text, StandardCharsets.US_ASCII) + " " + version.getInt(MAJOR) + "."
                            + version.getInt(MINOR));
        } catch (ErrnoException e) {
            return Finding.missing(
                    "DRM", node.toString(), e.getMessage(), "run as root, or join the groups video and render");
        }
    }
}
