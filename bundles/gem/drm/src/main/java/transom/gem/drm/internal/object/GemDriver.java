package transom.gem.drm.internal.object;

import java.util.List;
import transom.gem.GemDevices.Capability;
import transom.gem.drm.internal.node.DrmNode;

/** How a driver makes GEM objects. Without state: the node is given. */
public sealed interface GemDriver permits DumbDriver, I915Driver {

    /**
     * Makes an object and returns its handle. <b>Owner:</b> the caller.
     *
     * @param bytes whole pages
     */
    int create(DrmNode node, long bytes);

    /** Where in the node's file the object can be mapped. */
    long mapOffset(DrmNode node, int handle);

    /** Whether the kernel is known to zero what this driver makes; if not, it is done here. */
    boolean zeroes();

    /** What of it there is on this device, for people. */
    List<Capability> capabilities(DrmNode node);
}
