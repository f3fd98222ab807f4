package transom.gem.drm.internal.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import transom.gem.GemDevices.Capability;
import transom.gem.drm.internal.node.DrmNode;
import transom.gem.drm.internal.object.DrmSource;
import transom.gem.drm.internal.object.DumbDriver;
import transom.gem.drm.internal.object.FrameNumbers;
import transom.gem.drm.internal.object.GemDriver;
import transom.gem.drm.internal.object.I915Driver;
import transom.gem.drm.internal.uapi.Drm;
import transom.gem.support.Ioctls;
import transom.gem.support.Probed;
import transom.gem.support.Trial;
import transom.linux.ErrnoException;

/** Opens a card, asks it what it can do, and tries that with one page. */
final class CardProbe {

    private static final String I915 = "i915";

    private final Card card;
    private final Ioctls ioctls;
    private final List<Capability> capabilities = new ArrayList<>();
    private String driver = "unknown";

    CardProbe(Card card, Ioctls ioctls) {
        this.card = card;
        this.ioctls = ioctls;
    }

    /** What was found. A card that cannot be used holds nothing open. */
    Probed probe() {
        try {
            return opened(DrmNode.open(card.node(), ioctls));
        } catch (ErrnoException e) {
            return refused(e.getMessage());
        }
    }

    private Probed opened(DrmNode node) {
        DrmNode used = node;
        try {
            driver = node.driver();
            Optional<Path> render = card.renderNode();
            describe(node, render);
            GemDriver ways = driver.equals(I915) ? new I915Driver() : DumbDriver.of(driver);
            // The card node of a GPU is the X server's; what i915 needs works on the render node.
            if (driver.equals(I915) && render.isPresent()) {
                node.close();
                used = DrmNode.open(render.get(), ioctls);
            }
            capabilities.addAll(ways.capabilities(used));
            FrameNumbers frames = new FrameNumbers(card.node(), driver, ioctls);
            capabilities.add(frames.capability());
            return tried(new DrmSource(driver + ":" + card.name(), used, ways, frames, ioctls));
        } catch (RuntimeException e) {
            used.close();
            return refused(e.getMessage());
        }
    }

    private void describe(DrmNode node, Optional<Path> render) {
        long prime = node.capability(Drm.CAP_PRIME).orElse(0);
        capability("PRIME export", (prime & Drm.PRIME_CAP_EXPORT) != 0, "DRM_CAP_PRIME is " + prime);
        capability("PRIME import", (prime & Drm.PRIME_CAP_IMPORT) != 0, "DRM_CAP_PRIME is " + prime);
        boolean modifiers = node.capability(Drm.CAP_ADDFB2_MODIFIERS).orElse(0) != 0;
        capability("modifiers", modifiers, modifiers ? "DRM_CAP_ADDFB2_MODIFIERS" : "linear pictures only");
        capability(
                "render node",
                render.isPresent(),
                render.map(path -> path.getFileName().toString()).orElse("the driver has none"));
    }

    private Probed tried(DrmSource source) {
        Optional<String> fault = Trial.fault(source);
        if (fault.isPresent()) {
            source.close();
            return refused(fault.get());
        }
        capability("allocate", true, "one page was made, exported, mapped and written");
        return Probed.serving(card.path(), driver, source, capabilities);
    }

    private Probed refused(String obstacle) {
        capability("allocate", false, obstacle);
        return Probed.refused(card.path(), driver, obstacle, capabilities);
    }

    private void capability(String name, boolean available, String reason) {
        capabilities.add(new Capability(name, available, reason));
    }
}
