package transom.gem.drm.internal.object;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import transom.gem.GemDevices.Capability;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.drm.internal.uapi.Drm;
import transom.gem.drm.internal.uapi.Dumb;

/**
 * Dumb buffers. One that is {@value #WIDTH} pixels wide with four bytes each has rows of one page, whatever a driver
 * aligns rows to, so that its height is its size in pages.
 *
 * @param zeroes whether the driver's memory is known to be zeroed
 */
public record DumbDriver(boolean zeroes) implements GemDriver {

    private static final int WIDTH = 1024;
    private static final int BPP = 32;
    private static final int PITCH = WIDTH * BPP / 8;

    /** Their objects are shmem files (drm_gem_shmem_helper.c), whose pages the kernel zeroes. */
    private static final Set<String> SHMEM = Set.of("vgem", "vkms", "virtio_gpu", "udl", "gm12u320");

    /** The way of a driver of this name. */
    public static DumbDriver of(String name) {
        return new DumbDriver(SHMEM.contains(name));
    }

    @Override
    public int create(DrmNode node, long bytes) {
        ByteBuffer argument = Dumb.create(WIDTH, Math.toIntExact(bytes / PITCH), BPP);
        node.check(Dumb.CREATE, argument, "DRM_IOCTL_MODE_CREATE_DUMB", bytes + " bytes");
        return argument.getInt(Dumb.CREATE_HANDLE);
    }

    @Override
    public long mapOffset(DrmNode node, int handle) {
        ByteBuffer argument = Dumb.map(handle);
        node.check(Dumb.MAP, argument, "DRM_IOCTL_MODE_MAP_DUMB", "handle " + handle);
        return argument.getLong(Dumb.MAP_OFFSET);
    }

    /** Only a device that shows something says whether it makes dumb buffers: vgem does and does not say so. */
    @Override
    public List<Capability> capabilities(DrmNode node) {
        OptionalLong says = node.capability(Drm.CAP_DUMB_BUFFER);
        return says.isEmpty()
                ? List.of()
                : List.of(new Capability(
                        "dumb buffers", says.getAsLong() != 0, "DRM_CAP_DUMB_BUFFER is " + says.getAsLong()));
    }
}
