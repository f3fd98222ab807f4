package transom.xen.dev.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;
import transom.xen.GrantRef;

/** The part of /dev/xen/gntdev that knows dma-bufs (linux/include/uapi/xen/gntdev.h). */
public final class GntdevDmaBuf {

    /** {@code IOCTL_GNTDEV_DMABUF_EXP_FROM_REFS}. */
    public static final long EXP_FROM_REFS = 0x00144709L;

    /** {@code IOCTL_GNTDEV_DMABUF_EXP_WAIT_RELEASED}. */
    public static final long EXP_WAIT_RELEASED = 0x0008470aL;

    /** {@code IOCTL_GNTDEV_DMABUF_IMP_TO_REFS}. */
    public static final long IMP_TO_REFS = 0x0014470bL;

    /** {@code IOCTL_GNTDEV_DMABUF_IMP_RELEASE}. */
    public static final long IMP_RELEASE = 0x0008470cL;

    /** {@code struct ioctl_gntdev_dmabuf_exp_from_refs} with one reference; it goes on with as many as there are. */
    public static final int EXP_SIZE = 20;

    public static final int EXP_FLAGS = 0;
    public static final int EXP_COUNT = 4;
    public static final int EXP_FD = 8;
    public static final int EXP_DOMID = 12;
    public static final int EXP_REFS = 16;

    /** {@code struct ioctl_gntdev_dmabuf_exp_wait_released}. */
    public static final int WAIT_SIZE = 8;

    public static final int WAIT_FD = 0;
    public static final int WAIT_MILLIS = 4;

    /** {@code struct ioctl_gntdev_dmabuf_imp_to_refs} with one reference; it goes on with as many as there are. */
    public static final int IMP_SIZE = 20;

    public static final int IMP_FD = 0;
    public static final int IMP_COUNT = 4;
    public static final int IMP_DOMID = 8;
    public static final int IMP_REFS = 16;

    /** {@code struct ioctl_gntdev_dmabuf_imp_release}. */
    public static final int RELEASE_SIZE = 8;

    public static final int RELEASE_FD = 0;

    private GntdevDmaBuf() {}

    /** The argument that grants a dma-buf's pages; the kernel writes {@code count} references from {@link #IMP_REFS} on. */
    public static ByteBuffer importToRefs(int fd, int count, int domain) {
        return Direct.allocate(IMP_REFS + count * Integer.BYTES)
                .putInt(IMP_FD, fd)
                .putInt(IMP_COUNT, count)
                .putInt(IMP_DOMID, domain);
    }

    /** The argument that ends these grants. @param fd the number that they were made with */
    public static ByteBuffer importRelease(int fd) {
        return Direct.allocate(RELEASE_SIZE).putInt(RELEASE_FD, fd);
    }

    /** The argument that makes a dma-buf of grants; the kernel writes its fd to {@link #EXP_FD}. */
    public static ByteBuffer exportFromRefs(int domain, GrantRef[] refs) {
        ByteBuffer argument = Direct.allocate(EXP_REFS + refs.length * Integer.BYTES)
                .putInt(EXP_COUNT, refs.length)
                .putInt(EXP_DOMID, domain);
        for (int i = 0; i < refs.length; i++) {
            argument.putInt(EXP_REFS + i * Integer.BYTES, refs[i].value());
        }
        return argument;
    }

    /** The argument that waits until a dma-buf's pages are unmapped. @param fd the number that it was made with */
    public static ByteBuffer exportWaitReleased(int fd, int millis) {
        return Direct.allocate(WAIT_SIZE).putInt(WAIT_FD, fd).putInt(WAIT_MILLIS, millis);
    }
}
