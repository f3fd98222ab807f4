package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.Parameter;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.keep.Keep;
import transom.keep.KeptEntry;
import transom.shell.internal.format.Table;

/** Scope keep: what outlives an update. */
@Component(service = KeepCommands.class)
@GogoCommand(scope = "keep", function = "list")
public final class KeepCommands {

    /** What is held for a guest has its domain in its name, after the kind of its device. */
    private static final Pattern DOMAIN = Pattern.compile("(?:^|/)(?:vfb|vkbd|vdispl)/([0-9]{1,5})(?:/|$)");

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Map.Entry<Map<String, Object>, Keep>> keeps = List.of();

    @Descriptor("file descriptors and records that outlive an update: for which domain, since when, and where they are")
    public String list(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(keeps, "keep", "nothing is kept"), "name", "kind", "bytes", "domain", "since", "where");
        for (Map.Entry<Map<String, Object>, Keep> keep : keeps) {
            for (KeptEntry entry : keep.getValue().list()) {
                table.row(
                        entry.name(),
                        entry.kind(),
                        entry.bytes() < 0 ? null : entry.bytes(),
                        domain(entry.name()),
                        entry.since(),
                        keep.getKey().get(Keep.PLACE));
            }
        }
        return table.show(json);
    }

    private static String domain(String name) {
        Matcher found = DOMAIN.matcher(name);
        return found.find() ? "dom" + found.group(1) : null;
    }
}
