package transom.launcher.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;

/** Asks DRM nodes for their driver and what it can do (linux/include/uapi/drm/drm.h). */
final class DrmNodes {

    /** The area of findings about nodes. */
    static final String AREA = "DRM";

    /** What a finding's detail says of a device whose buffers can be granted to guests or shown. */
    static final String BUFFERS = "makes buffers that can be shared";

    /** {@code DRM_IOCTL_VERSION}, {@code struct drm_version}. */
    static final long VERSION = 0xc040_6400L;

    static final int VERSION_SIZE = 64;
    static final int MAJOR = 0;
    static final int MINOR = 4;
    static final int NAME_LENGTH = 16;
    static final int NAME = 24;
    private static final int LONGEST_NAME = 64;

    /** {@code DRM_IOCTL_GET_CAP}, {@code struct drm_get_cap}. */
    static final long GET_CAP = 0xc010_640cL;

    static final int GET_CAP_SIZE = 16;
    static final int GET_CAP_VALUE = 8;
    static final long CAP_PRIME = 5;
    static final long PRIME_CAP_EXPORT = 2;

    /** {@code DRM_IOCTL_MODE_CREATE_DUMB}, {@code struct drm_mode_create_dumb}. */
    static final long CREATE_DUMB = 0xc020_64b2L;

    static final int CREATE_DUMB_SIZE = 32;
    static final int CREATE_DUMB_HEIGHT = 0;
    static final int CREATE_DUMB_WIDTH = 4;
    static final int CREATE_DUMB_BPP = 8;

    /** {@code DRM_IOCTL_DROP_MASTER}: whoever opens a card that has no master has become that. */
    static final long DROP_MASTER = 0x641fL;

    private static final String NONE =
            "a GPU needs its driver and firmware; buffers without a GPU need /dev/udmabuf only; to try some: modprobe vgem";

    private DrmNodes() {}

    static List<Finding> look() {
        List<Finding> found = new ArrayList<>();
        try (Stream<Path> nodes = Files.list(Path.of("/dev/dri"))) {
            nodes.filter(node -> node.getFileName().toString().matches("(card|renderD)\\d+"))
                    .sorted()
                    .forEach(node -> found.add(of(node)));
        } catch (IOException e) {
            found.clear();
        }
        return found.isEmpty() ? List.of(Finding.missing(AREA, "/dev/dri", "there is no DRM device", NONE)) : found;
    }

    private static Finding of(Path node) {
        try (Fd fd = Posix.open(node.toString(), Posix.O_RDWR)) {
            Ioctl.call(fd.fd(), DROP_MASTER, null);
            ByteBuffer version = Direct.allocate(VERSION_SIZE);
            ByteBuffer name = Direct.allocate(LONGEST_NAME);
            version.putLong(NAME_LENGTH, LONGEST_NAME).putLong(NAME, Direct.address(name));
            int result = Ioctl.call(fd.fd(), VERSION, version);
            if (result < 0) {
                return Finding.missing(AREA, node.toString(), "DRM_IOCTL_VERSION: " + Errno.describe(-result), "");
            }
            byte[] text = new byte[(int) Math.min(version.getLong(NAME_LENGTH), LONGEST_NAME)];
            name.get(0, text);
            String driver = new String(text, StandardCharsets.US_ASCII) + " " + version.getInt(MAJOR) + "."
                    + version.getInt(MINOR);
            return Finding.here(AREA, node.toString(), driver + buffers(node, fd));
        } catch (ErrnoException e) {
            return Finding.missing(
                    AREA, node.toString(), e.getMessage(), "run as root, or join the group that owns the node");
        }
    }

    private static String buffers(Path node, Fd fd) {
        if (!node.getFileName().toString().startsWith("card")) {
            return "";
        }
        boolean makes = createsDumb(fd) && (capability(fd, CAP_PRIME) & PRIME_CAP_EXPORT) != 0;
        return makes ? "; " + BUFFERS : "; makes no buffers that can be shared";
    }

    /** Tries it, because a device that shows nothing does not answer DRM_CAP_DUMB_BUFFER; it goes with the fd. */
    private static boolean createsDumb(Fd fd) {
        ByteBuffer page = Direct.allocate(CREATE_DUMB_SIZE)
                .putInt(CREATE_DUMB_HEIGHT, 1)
                .putInt(CREATE_DUMB_WIDTH, 1024)
                .putInt(CREATE_DUMB_BPP, 32);
        return Ioctl.call(fd.fd(), CREATE_DUMB, page) >= 0;
    }

    private static long capability(Fd fd, long capability) {
        ByteBuffer argument = Direct.allocate(GET_CAP_SIZE).putLong(0, capability);
        return Ioctl.call(fd.fd(), GET_CAP, argument) < 0 ? 0 : argument.getLong(GET_CAP_VALUE);
    }
}
