package transom.shell.internal.shell;

import static transom.shell.internal.shell.Words.JSON;
import static transom.shell.internal.shell.Words.JSON_MEANS;

import java.util.List;
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

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Keep> keeps = List.of();

    @Descriptor("file descriptors and records that outlive an update")
    public String list(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(Words.nothing(keeps, "keep", "nothing is kept"), "name", "kind", "bytes", "since");
        for (Keep keep : keeps) {
            for (KeptEntry entry : keep.list()) {
                table.row(entry.name(), entry.kind(), entry.bytes() < 0 ? null : entry.bytes(), entry.since());
            }
        }
        return table.show(json);
    }
}
