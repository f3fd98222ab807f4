package transom.gem.drm.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/**
 * Frame numbers of an object's pages: vgem's and i915's calls have the same argument (include/uapi/drm/{vgem,i915}_drm.h of
 * patches/linux).
 */
public final class GetPfns {

    /** {@code DRM_IOCTL_VGEM_GET_PFNS}. */
    public static final long VGEM = 0xc0286443L;

    /** {@code DRM_IOCTL_I915_GEM_GET_PFNS}. */
    public static final long I915 = 0xc028647dL;

    /** {@code struct drm_vgem_get_pfns}, {@code struct drm_i915_gem_get_pfns}. */
    public static final int SIZE = 40;

    public static final int HANDLE = 0;
    public static final int FLAGS = 4;
    public static final int FIRST_PAGE = 8;
    public static final int NUM_PAGES = 16;
    public static final int PFNS_PTR = 24;
    public static final int PIN_FD = 32;

    private GetPfns() {}

    /** The argument that asks for an object's size in pages, which the kernel writes to {@link #NUM_PAGES}. */
    public static ByteBuffer size(int handle) {
        return Direct.allocate(SIZE).putInt(HANDLE, handle).putInt(PIN_FD, -1);
    }

    /**
     * The argument that pins the pages from the first on; the kernel writes {@link #PIN_FD}.
     *
     * @param frames direct, 8 bytes a page; must stay reachable until the call has returned
     */
    public static ByteBuffer pages(int handle, ByteBuffer frames) {
        return size(handle)
                .putLong(NUM_PAGES, frames.capacity() / Long.BYTES)
                .putLong(PFNS_PTR, Direct.address(frames));
    }
}
