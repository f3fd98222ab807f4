package transom.itests.framecheck.internal.shell;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.itests.framecheck.internal.grants.GrantCheck;
import transom.xen.GrantTable;
import transom.xen.Hypervisor;

/** Scope check: grants of dma-bufs, with this domain at both ends. */
@Component(service = GrantCommands.class)
@GogoCommand(
        scope = "check",
        function = {"grants"})
public final class GrantCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Allocator> allocators = List.of();

    @Reference
    private Hypervisor xen;

    @Reference
    private GrantTable grants;

    @Descriptor("shares memory with this domain itself and maps it back; only in a PV dom0")
    public String grants(@Descriptor("an allocator's name, e.g. udmabuf") String name) {
        return new GrantCheck(xen, grants, Chosen.allocator(allocators, name)).run();
    }
}
