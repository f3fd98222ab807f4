package transom.gem.drm.internal.object;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import transom.gem.GemDevices.Capability;
import transom.gem.GemPages;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.drm.internal.uapi.GetPfns;
import transom.gem.support.Ioctls;
import transom.linux.Direct;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;

/**
 * Asks a driver where its objects' pages are. It answers on the card's own node only, to who may do everything
 * (DRM_ROOT_ONLY), so that is opened for the call.
 *
 * @param card the card's node
 * @param driver the kernel driver's name
 */
public record FrameNumbers(Path card, String driver, Ioctls ioctls) {

    private static final int PAGE = 4096;

    /** No object has this handle. */
    private static final int NONE = 0;

    private static final Map<String, Long> CALLS = Map.of("vgem", GetPfns.VGEM, "i915", GetPfns.I915);

    /** Whether the driver has the call, tried on no object: an unknown call is EINVAL, no object ENOENT. */
    public Capability capability() {
        Optional<String> obstacle;
        try (DrmNode node = DrmNode.open(card, ioctls)) {
            obstacle = obstacle(node);
        } catch (ErrnoException e) {
            obstacle = Optional.of(e.getMessage());
        }
        return new Capability("frame numbers", obstacle.isEmpty(), obstacle.orElse("GET_PFNS of " + driver));
    }

    private Optional<String> obstacle(DrmNode node) {
        Long call = CALLS.get(driver);
        if (call == null) {
            return Optional.of("only vgem and i915 tell them, with patches/linux/vgem and patches/linux/i915");
        }
        return switch (-node.call(call, GetPfns.size(NONE))) {
            case Errno.ENOENT -> Optional.empty();
            case Errno.EINVAL, Errno.ENOTTY ->
                Optional.of("this kernel's " + driver + " does not tell them; it needs patches/linux/" + driver
                        + ": ./transom patches build " + driver);
            case Errno.EACCES -> Optional.of("only root is told");
            default -> Optional.of(driver + " answers in a way that is not known");
        };
    }

    /**
     * Pins the pages of one of the driver's objects. <b>Owner:</b> the caller.
     *
     * @param dmaBuf lent
     * @throws IllegalStateException if it does not tell, with the reason
     */
    GemPages of(int dmaBuf, long bytes) {
        try (DrmNode node = DrmNode.open(card, ioctls)) {
            Optional<String> obstacle = obstacle(node);
            if (obstacle.isPresent()) {
                throw new IllegalStateException(obstacle.get());
            }
            Handles handles = new Handles(node);
            int handle = handles.imported(dmaBuf);
            try {
                return pinned(node, handle, Math.toIntExact(bytes / PAGE));
            } finally {
                handles.release(handle);
            }
        } catch (ErrnoException e) {
            throw new IllegalStateException("no frame numbers: " + e.getMessage(), e);
        }
    }

    private GemPages pinned(DrmNode node, int handle, int pages) {
        ByteBuffer frames = Direct.allocate(pages * Long.BYTES);
        ByteBuffer argument = GetPfns.pages(handle, frames);
        node.check(CALLS.get(driver), argument, "GET_PFNS of " + driver, pages + " pages");
        return new PinnedPages(Fd.adopt(argument.getInt(GetPfns.PIN_FD)), frames);
    }
}
