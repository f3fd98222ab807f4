package transom.gem.drm.internal.object;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import transom.gem.GemDevices.Capability;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.drm.internal.uapi.I915;
import transom.linux.Direct;

/** Objects of Intel's GPUs, in shmem, which the kernel zeroes, or in the memory of a card, which it clears. */
public record I915Driver() implements GemDriver {

    /**
     * The GPU snoops the processor's caches, which a guest writes through: a processor's graphics that shares its last
     * level cache does so anyway, the newest refuse the call and are coherent, those between need it.
     */
    @Override
    public int create(DrmNode node, long bytes) {
        ByteBuffer argument = I915.create(bytes);
        node.check(I915.GEM_CREATE, argument, "DRM_IOCTL_I915_GEM_CREATE", bytes + " bytes");
        int handle = argument.getInt(I915.CREATE_HANDLE);
        node.call(I915.SET_CACHING, I915.setCached(handle));
        return handle;
    }

    @Override
    public long mapOffset(DrmNode node, int handle) {
        ByteBuffer argument = I915.mmapOffset(handle);
        node.check(I915.MMAP_OFFSET, argument, "DRM_IOCTL_I915_GEM_MMAP_OFFSET", "handle " + handle);
        return argument.getLong(I915.MMAP_OFFSET_OFFSET);
    }

    @Override
    public boolean zeroes() {
        return true;
    }

    @Override
    public List<Capability> capabilities(DrmNode node) {
        OptionalInt chipset = parameter(node, I915.PARAM_CHIPSET_ID);
        boolean llc = parameter(node, I915.PARAM_HAS_LLC).orElse(0) != 0;
        return List.of(
                new Capability(
                        "i915 objects",
                        chipset.isPresent(),
                        chipset.isPresent()
                                ? String.format(Locale.ROOT, "chipset %04x", chipset.getAsInt())
                                : "DRM_IOCTL_I915_GETPARAM fails"),
                new Capability(
                        "shared cache",
                        llc,
                        llc ? "GPU and processor share a cache" : "objects are set to be snooped"));
    }

    private static OptionalInt parameter(DrmNode node, int parameter) {
        ByteBuffer value = Direct.allocate(Integer.BYTES);
        return node.call(I915.GETPARAM, I915.getparam(parameter, value)) < 0
                ? OptionalInt.empty()
                : OptionalInt.of(value.getInt(0));
    }
}
