package transom.gem.drm.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** Intel's driver i915 (linux/include/uapi/drm/i915_drm.h); all of it works on a render node. */
public final class I915 {

    /** {@code DRM_IOCTL_I915_GETPARAM}. */
    public static final long GETPARAM = 0xc0106446L;

    /** {@code DRM_IOCTL_I915_GEM_CREATE}. */
    public static final long GEM_CREATE = 0xc010645bL;

    /** {@code DRM_IOCTL_I915_GEM_MMAP_OFFSET}. */
    public static final long MMAP_OFFSET = 0xc0206464L;

    /** {@code DRM_IOCTL_I915_GEM_SET_CACHING}: refused by the newest graphics, whose memory is coherent anyway. */
    public static final long SET_CACHING = 0x4008646fL;

    /** {@code drm_i915_getparam_t}: {@code value} points to an int. */
    public static final int GETPARAM_SIZE = 16;

    public static final int GETPARAM_PARAM = 0;
    public static final int GETPARAM_VALUE = 8;

    /** {@code I915_PARAM_CHIPSET_ID}, {@code I915_PARAM_HAS_LLC}. */
    public static final int PARAM_CHIPSET_ID = 4;

    public static final int PARAM_HAS_LLC = 17;

    /** {@code struct drm_i915_gem_create}. */
    public static final int CREATE_SIZE = 16;

    public static final int CREATE_BYTES = 0;
    public static final int CREATE_HANDLE = 8;

    /** {@code struct drm_i915_gem_mmap_offset}. */
    public static final int MMAP_OFFSET_SIZE = 32;

    public static final int MMAP_OFFSET_HANDLE = 0;
    public static final int MMAP_OFFSET_OFFSET = 8;
    public static final int MMAP_OFFSET_FLAGS = 16;

    /** {@code I915_MMAP_OFFSET_WB}. */
    public static final int MMAP_OFFSET_WB = 2;

    /** {@code struct drm_i915_gem_caching}. */
    public static final int CACHING_SIZE = 8;

    public static final int CACHING_HANDLE = 0;
    public static final int CACHING_CACHING = 4;

    /** {@code I915_CACHING_CACHED}: the GPU snoops the processor's caches. */
    public static final int CACHING_CACHED = 1;

    private I915() {}

    /**
     * The argument that asks for a parameter.
     *
     * @param value direct, four bytes; must stay reachable until the call has returned
     */
    public static ByteBuffer getparam(int parameter, ByteBuffer value) {
        return Direct.allocate(GETPARAM_SIZE)
                .putInt(GETPARAM_PARAM, parameter)
                .putLong(GETPARAM_VALUE, Direct.address(value));
    }

    /** The argument that makes an object; the kernel writes {@link #CREATE_HANDLE} and the size that it has. */
    public static ByteBuffer create(long bytes) {
        return Direct.allocate(CREATE_SIZE).putLong(CREATE_BYTES, bytes);
    }

    /** The argument that asks where it can be mapped, cached; the kernel writes {@link #MMAP_OFFSET_OFFSET}. */
    public static ByteBuffer mmapOffset(int handle) {
        return Direct.allocate(MMAP_OFFSET_SIZE)
                .putInt(MMAP_OFFSET_HANDLE, handle)
                .putLong(MMAP_OFFSET_FLAGS, MMAP_OFFSET_WB);
    }

    /** The argument that makes the GPU snoop. */
    public static ByteBuffer setCached(int handle) {
        return Direct.allocate(CACHING_SIZE).putInt(CACHING_HANDLE, handle).putInt(CACHING_CACHING, CACHING_CACHED);
    }
}
