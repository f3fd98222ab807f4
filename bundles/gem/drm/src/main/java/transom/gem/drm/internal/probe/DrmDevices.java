package transom.gem.drm.internal.probe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import transom.gem.drm.internal.object.DrmSource;
import transom.gem.support.Ioctls;
import transom.gem.support.Probed;

/** The DRM devices of this machine. <b>Thread:</b> any. */
public final class DrmDevices {

    private static final String FOLDER = "/dev/dri";

    private final Path root;
    private final Ioctls ioctls;
    private final Map<Card, Probed> known = new LinkedHashMap<>();

    /** @param root {@code /}, or a test's folder */
    public DrmDevices(Path root, Ioctls ioctls) {
        this.root = root;
        this.ioctls = ioctls;
    }

    /** Looks at each; one that is served and still there has the same source as before. */
    public synchronized List<Probed> probe() {
        List<Card> cards = Card.all(root);
        known.keySet().retainAll(cards);
        for (Card card : cards) {
            if (!isServed(known.get(card))) {
                known.put(card, new CardProbe(card, ioctls).probe());
            }
        }
        List<Probed> found = cards.stream().map(known::get).toList();
        return found.isEmpty() ? List.of(none()) : withImports(found);
    }

    private static boolean isServed(Probed device) {
        return device != null
                && device.source().map(source -> ((DrmSource) source).isThere()).orElse(false);
    }

    private static List<Probed> withImports(List<Probed> found) {
        List<Probed> all = new ArrayList<>();
        found.forEach(device -> all.add(Imports.tried(device, found)));
        return all;
    }

    private static Probed none() {
        String way = "load the driver of a GPU with its firmware, or 'modprobe vgem' to try buffers without one";
        return new Probed(FOLDER, "none", Optional.empty(), "there is no DRM device: " + way, List.of());
    }
}
