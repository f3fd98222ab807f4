package transom.gem.drm.internal.uapi;

import java.nio.ByteBuffer;
import transom.linux.Direct;

/** Dumb buffers, which every driver of a display makes (linux/include/uapi/drm/drm_mode.h). */
public final class Dumb {

    /** {@code DRM_IOCTL_MODE_CREATE_DUMB}: on card nodes only. */
    public static final long CREATE = 0xc02064b2L;

    /** {@code DRM_IOCTL_MODE_MAP_DUMB}. */
    public static final long MAP = 0xc01064b3L;

    /** {@code struct drm_mode_create_dumb}. */
    public static final int CREATE_SIZE = 32;

    public static final int CREATE_HEIGHT = 0;
    public static final int CREATE_WIDTH = 4;
    public static final int CREATE_BPP = 8;
    public static final int CREATE_HANDLE = 16;
    public static final int CREATE_PITCH = 20;
    public static final int CREATE_BYTES = 24;

    /** {@code struct drm_mode_map_dumb}. */
    public static final int MAP_SIZE = 16;

    public static final int MAP_HANDLE = 0;
    public static final int MAP_OFFSET = 8;

    private Dumb() {}

    /** The argument that makes one; the kernel writes handle, pitch and size. */
    public static ByteBuffer create(int width, int height, int bpp) {
        return Direct.allocate(CREATE_SIZE)
                .putInt(CREATE_HEIGHT, height)
                .putInt(CREATE_WIDTH, width)
                .putInt(CREATE_BPP, bpp);
    }

    /** The argument that asks where in the device's file it can be mapped; the kernel writes {@link #MAP_OFFSET}. */
    public static ByteBuffer map(int handle) {
        return Direct.allocate(MAP_SIZE).putInt(MAP_HANDLE, handle);
    }
}
