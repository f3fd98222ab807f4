package transom.runtime.internal.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Version;
import org.osgi.framework.namespace.PackageNamespace;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRequirement;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;

/** Whether the packages that a bundle would export suit those who import them now. */
final class ApiCheck {

    private static final String PACKAGE = PackageNamespace.PACKAGE_NAMESPACE;

    private ApiCheck() {}

    /**
     * Reasons against it, for people.
     *
     * @param lenient whether smaller and new major versions are let pass: on the way back, what ran together will again
     */
    static List<String> against(BundleRevision now, BundleRevision next, Trial trial, boolean lenient) {
        List<String> reasons = new ArrayList<>();
        Map<String, BundleCapability> offered = exports(next);
        exports(now).forEach((name, had) -> {
            BundleCapability offer = offered.get(name);
            if (offer == null) {
                if (isUsed(now, name)) {
                    reasons.add(label(next) + " does not export " + name + ", which " + label(now) + " does and "
                            + users(now, name) + " needs: build it from sources that have it");
                }
            } else if (!lenient) {
                versions(now, next, version(had), version(offer), name, reasons);
            }
        });
        for (BundleWire wire : now.getWiring() == null
                ? List.<BundleWire>of()
                : now.getWiring().getProvidedWires(PACKAGE)) {
            importer(wire, next, offered, trial, reasons);
        }
        return reasons.stream().distinct().toList();
    }

    private static void versions(
            BundleRevision now, BundleRevision next, Version had, Version offer, String name, List<String> reasons) {
        if (offer.compareTo(had) < 0) {
            reasons.add(label(next) + " exports " + name + " " + offer + ", smaller than the " + had + " that "
                    + label(now) + " exports now: it lacks what was added since; build it from newer sources");
        } else if (offer.getMajor() > had.getMajor()) {
            reasons.add(label(next) + " exports " + name + " " + offer + ", a new major version over the " + had
                    + " that " + label(now) + " exports now: that breaks those who use it; put it into the product with"
                    + " all of them, and start that: ./transom restart");
        }
    }

    private static void importer(
            BundleWire wire,
            BundleRevision next,
            Map<String, BundleCapability> offered,
            Trial trial,
            List<String> reasons) {
        String name = name(wire.getCapability());
        BundleCapability offer = offered.get(name);
        if (offer == null || wire.getRequirer().equals(wire.getProvider())) {
            return;
        }
        BundleRevision successor = trial.revision(wire.getRequirer().getSymbolicName());
        BundleRevision importer = successor == null ? wire.getRequirer() : successor;
        for (BundleRequirement requirement : importer.getDeclaredRequirements(PACKAGE)) {
            String filter = requirement.getDirectives().getOrDefault("filter", "");
            if (filter.contains("(" + PACKAGE + "=" + name + ")") && !requirement.matches(offer)) {
                reasons.add(label(next) + " exports " + name + " " + version(offer) + ", and " + label(importer)
                        + " needs " + filter + ": ship one that is built against it in the same feature");
            }
        }
    }

    private static Map<String, BundleCapability> exports(BundleRevision revision) {
        Map<String, BundleCapability> exports = new HashMap<>();
        revision.getDeclaredCapabilities(PACKAGE).forEach(capability -> exports.put(name(capability), capability));
        return exports;
    }

    private static boolean isUsed(BundleRevision revision, String name) {
        return !users(revision, name).isEmpty();
    }

    private static String users(BundleRevision revision, String name) {
        if (revision.getWiring() == null) {
            return "";
        }
        return String.join(
                ", ",
                revision.getWiring().getProvidedWires(PACKAGE).stream()
                        .filter(wire -> name(wire.getCapability()).equals(name))
                        .map(wire -> wire.getRequirer().getSymbolicName())
                        .distinct()
                        .toList());
    }

    private static String name(BundleCapability capability) {
        return capability.getAttributes().get(PACKAGE).toString();
    }

    private static Version version(BundleCapability capability) {
        Object version = capability.getAttributes().get("version");
        return version == null ? Version.emptyVersion : (Version) version;
    }

    private static String label(BundleRevision revision) {
        return revision.getSymbolicName() + " " + revision.getVersion();
    }
}
