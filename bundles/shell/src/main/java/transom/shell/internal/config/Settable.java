package transom.shell.internal.config;

import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.metatype.MetaTypeInformation;
import org.osgi.service.metatype.MetaTypeService;
import org.osgi.service.metatype.ObjectClassDefinition;
import transom.shell.internal.commands.Suggestions;

/** What can be set: the PIDs that the bundles describe now, with their attributes. <b>Thread:</b> any. */
public final class Settable {

    private final BundleContext context;
    private final MetaTypeService descriptions;

    public Settable(BundleContext context, MetaTypeService descriptions) {
        this.context = context;
        this.descriptions = descriptions;
    }

    /** All PIDs, in the order of their names. */
    public List<String> pids() {
        return List.copyOf(byPid().keySet());
    }

    /** @throws IllegalArgumentException if no bundle describes this PID; the message lists those that there are */
    public List<Attribute> attributes(String pid) {
        TreeMap<String, Bundle> all = byPid();
        Bundle bundle = all.get(pid);
        if (bundle == null) {
            throw new IllegalArgumentException(
                    "there is no PID '" + pid + "'; there are " + String.join(", ", all.keySet()));
        }
        return Arrays.stream(descriptions
                        .getMetaTypeInformation(bundle)
                        .getObjectClassDefinition(pid, null)
                        .getAttributeDefinitions(ObjectClassDefinition.ALL))
                .map(Attribute::new)
                .toList();
    }

    /** @throws IllegalArgumentException if the PID has no such attribute; the message names those that it has */
    public Attribute attribute(String pid, String name) {
        List<Attribute> all = attributes(pid);
        return all.stream()
                .filter(attribute -> attribute.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        unknown(pid, name, all.stream().map(Attribute::name).toList())));
    }

    private static String unknown(String pid, String name, List<String> names) {
        List<String> near = Suggestions.near(name, names);
        return pid + " has no '" + name + "'; "
                + (near.isEmpty()
                        ? "it has " + String.join(", ", names)
                        : "did you mean " + String.join(" or ", near) + "?");
    }

    private TreeMap<String, Bundle> byPid() {
        TreeMap<String, Bundle> found = new TreeMap<>();
        for (Bundle bundle : context.getBundles()) {
            MetaTypeInformation information = descriptions.getMetaTypeInformation(bundle);
            if (information != null && bundle.getSymbolicName().startsWith("transom.")) {
                for (String pid : information.getPids()) {
                    found.put(pid, bundle);
                }
            }
        }
        return found;
    }
}
