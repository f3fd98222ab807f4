package transom.runtime.internal.plan;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import transom.features.UserError;

/** Short names of parts, for people. */
final class Names {

    private static final Map<String, List<String>> PARTS = Map.of(
            "gem", List.of("transom.gem.mem", "transom.gem.drm"),
            "xen", List.of("transom.xen.dev", "transom.xen.sim"),
            "guest-fb", List.of("transom.guestfb.pv", "transom.guestfb.vga"),
            "present", List.of("transom.present.egl", "transom.present.headless"),
            "keep", List.of("transom.keep"));

    private Names() {}

    /** The symbolic names of the bundles that are meant; a {@link UserError} lists what there is. */
    static List<String> resolve(String name, BundleContext context) {
        List<String> there = Arrays.stream(context.getBundles())
                .map(Bundle::getSymbolicName)
                .distinct()
                .toList();
        List<String> meant = PARTS.getOrDefault(name, List.of(name)).stream()
                .filter(there::contains)
                .toList();
        if (meant.isEmpty()) {
            throw new UserError("there is no '" + name + "' here; there are "
                    + String.join(", ", PARTS.keySet().stream().sorted().toList()) + ", or a bundle's name: "
                    + String.join(
                            ", ",
                            there.stream()
                                    .filter(bundle -> bundle.startsWith("transom."))
                                    .sorted()
                                    .toList()));
        }
        return meant;
    }
}
