package transom.gem.drm.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** What every DRM device answers (linux/include/uapi/drm/drm.h). */
public final class Drm {

    /** {@code DRM_IOCTL_VERSION}. */
    public static final long VERSION = 0xc0406400L;

    /** {@code DRM_IOCTL_GET_CAP}. */
    public static final long GET_CAP = 0xc010640cL;

    /** {@code DRM_IOCTL_DROP_MASTER}: no argument. */
    public static final long DROP_MASTER = 0x0000641fL;

    /** {@code DRM_IOCTL_GEM_CLOSE}. */
    public static final long GEM_CLOSE = 0x40086409L;

    /** {@code DRM_IOCTL_PRIME_HANDLE_TO_FD}. */
    public static final long PRIME_HANDLE_TO_FD = 0xc00c642dL;

    /** {@code DRM_IOCTL_PRIME_FD_TO_HANDLE}. */
    public static final long PRIME_FD_TO_HANDLE = 0xc00c642eL;

    /** {@code struct drm_version}. */
    public static final int VERSION_SIZE = 64;

    public static final int VERSION_NAME_LEN = 16;
    public static final int VERSION_NAME = 24;

    /** {@code struct drm_get_cap}. */
    public static final int GET_CAP_SIZE = 16;

    public static final int GET_CAP_CAPABILITY = 0;
    public static final int GET_CAP_VALUE = 8;

    /** {@code DRM_CAP_DUMB_BUFFER}, {@code DRM_CAP_PRIME}, {@code DRM_CAP_ADDFB2_MODIFIERS}. */
    public static final int CAP_DUMB_BUFFER = 1;

    public static final int CAP_PRIME = 5;
    public static final int CAP_ADDFB2_MODIFIERS = 0x10;

    /** Bits of {@link #CAP_PRIME}'s value: {@code DRM_PRIME_CAP_IMPORT}, {@code DRM_PRIME_CAP_EXPORT}. */
    public static final int PRIME_CAP_IMPORT = 1;

    public static final int PRIME_CAP_EXPORT = 2;

    /** {@code struct drm_gem_close}. */
    public static final int GEM_CLOSE_SIZE = 8;

    public static final int GEM_CLOSE_HANDLE = 0;

    /** {@code struct drm_prime_handle}. */
    public static final int PRIME_SIZE = 12;

    public static final int PRIME_HANDLE = 0;
    public static final int PRIME_FLAGS = 4;
    public static final int PRIME_FD = 8;

    /** {@code DRM_CLOEXEC | DRM_RDWR}: without the latter the fd cannot be mapped for writing. */
    public static final int PRIME_CLOEXEC_RDWR = 0x80000 | 2;

    private Drm() {}

    /**
     * The argument that asks for the driver's name.
     *
     * @param name direct; must stay reachable until the call has returned
     */
    public static ByteBuffer version(ByteBuffer name) {
        return Direct.allocate(VERSION_SIZE)
                .putLong(VERSION_NAME_LEN, name.capacity())
                .putLong(VERSION_NAME, Direct.address(name));
    }

    /** The argument that asks for a capability; the kernel writes {@link #GET_CAP_VALUE}. */
    public static ByteBuffer getCap(int capability) {
        return Direct.allocate(GET_CAP_SIZE).putLong(GET_CAP_CAPABILITY, capability);
    }

    /** The argument that gives a handle back. */
    public static ByteBuffer gemClose(int handle) {
        return Direct.allocate(GEM_CLOSE_SIZE).putInt(GEM_CLOSE_HANDLE, handle);
    }

    /** The argument that makes a dma-buf fd of a handle; the kernel writes {@link #PRIME_FD}. */
    public static ByteBuffer handleToFd(int handle) {
        return Direct.allocate(PRIME_SIZE)
                .putInt(PRIME_HANDLE, handle)
                .putInt(PRIME_FLAGS, PRIME_CLOEXEC_RDWR)
                .putInt(PRIME_FD, -1);
    }

    /** The argument that makes a handle of a dma-buf fd; the kernel writes {@link #PRIME_HANDLE}. */
    public static ByteBuffer fdToHandle(int fd) {
        return Direct.allocate(PRIME_SIZE).putInt(PRIME_FD, fd);
    }
}
