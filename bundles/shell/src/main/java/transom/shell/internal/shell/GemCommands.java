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
import transom.gem.Allocator;
import transom.gem.BufferInfo;
import transom.shell.internal.format.Table;

/** Scope gem: buffers and who makes them. */
@Component(service = GemCommands.class)
@GogoCommand(
        scope = "gem",
        function = {"list", "devices"})
public final class GemCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Allocator> allocators = List.of();

    @Descriptor("the buffers that exist now")
    public String list(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(
                Words.nothing(allocators, "allocator", "there is no buffer"),
                "allocator",
                "name",
                "size",
                "stride",
                "format",
                "bytes",
                "holders");
        for (Allocator allocator : allocators) {
            for (BufferInfo b : allocator.buffers()) {
                BufferInfo.Picture p = b.picture().orElse(null);
                table.row(
                        allocator.name(),
                        b.name(),
                        p == null ? null : p.width() + "x" + p.height(),
                        p == null ? null : p.stride(),
                        p == null ? null : p.format(),
                        b.bytes(),
                        b.holders());
            }
        }
        return table.show(json);
    }

    @Descriptor("where buffers come from")
    public String devices(
            @Descriptor(JSON_MEANS) @Parameter(names = JSON, presentValue = "true", absentValue = "false")
                    boolean json) {
        Table table = Table.of(Words.nothing(allocators, "allocator", ""), "allocator", "buffers", "bytes");
        for (Allocator allocator : allocators) {
            List<BufferInfo> buffers = allocator.buffers();
            table.row(
                    allocator.name(),
                    buffers.size(),
                    buffers.stream().mapToLong(BufferInfo::bytes).sum());
        }
        return table.show(json);
    }
}
