package transom.xen.dev.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;
import transom.xen.GrantRef;

/** /dev/xen/gntdev (linux/include/uapi/xen/gntdev.h). */
public final class Gntdev {

    public static final String PATH = "/dev/xen/gntdev";

    /** {@code IOCTL_GNTDEV_MAP_GRANT_REF}. */
    public static final long MAP_GRANT_REF = 0x00184700L;

    /** {@code IOCTL_GNTDEV_UNMAP_GRANT_REF}. */
    public static final long UNMAP_GRANT_REF = 0x00104701L;

    /** {@code struct ioctl_gntdev_map_grant_ref} with one entry; it goes on with as many as there are. */
    public static final int MAP_SIZE = 24;

    public static final int MAP_COUNT = 0;
    public static final int MAP_INDEX = 8;
    public static final int MAP_REFS = 16;

    /** {@code struct ioctl_gntdev_grant_ref}. */
    public static final int REF_SIZE = 8;

    public static final int REF_DOMID = 0;
    public static final int REF_REF = 4;

    /** {@code struct ioctl_gntdev_unmap_grant_ref}. */
    public static final int UNMAP_SIZE = 16;

    public static final int UNMAP_INDEX = 0;
    public static final int UNMAP_COUNT = 8;

    private Gntdev() {}

    /** The argument that makes grants mappable; the kernel writes the offset for mmap to {@link #MAP_INDEX}. */
    public static ByteBuffer map(int domain, GrantRef[] refs) {
        ByteBuffer argument = Direct.allocate(MAP_REFS + REF_SIZE * refs.length).putInt(MAP_COUNT, refs.length);
        for (int i = 0; i < refs.length; i++) {
            int entry = MAP_REFS + i * REF_SIZE;
            argument.putInt(entry + REF_DOMID, domain).putInt(entry + REF_REF, refs[i].value());
        }
        return argument;
    }

    /** The argument that takes such a map back: the same index and count, or the kernel refuses. */
    public static ByteBuffer unmap(long index, int count) {
        return Direct.allocate(UNMAP_SIZE).putLong(UNMAP_INDEX, index).putInt(UNMAP_COUNT, count);
    }
}
