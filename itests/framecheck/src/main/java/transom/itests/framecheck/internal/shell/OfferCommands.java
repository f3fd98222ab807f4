package transom.itests.framecheck.internal.shell;

import java.util.List;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import transom.gem.Allocator;
import transom.itests.framecheck.internal.offer.OfferCheck;
import transom.xen.DomId;
import transom.xen.GuestMemoryOffers;

/** Scope check: memory of dom0 as memory of a guest. */
@Component(service = OfferCommands.class)
@GogoCommand(
        scope = "check",
        function = {"offer", "offered"})
public final class OfferCommands {

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Allocator> allocators = List.of();

    @Reference
    private GuestMemoryOffers offers;

    @Descriptor("offers two pages to a guest and leaves them there")
    public String offer(
            @Descriptor("an allocator's name, e.g. udmabuf") String name,
            @Descriptor("the guest's domain id") int domain,
            @Descriptor("the first frame, hexadecimal") String gfn,
            @Descriptor("what is in the first word, hexadecimal") String word) {
        return check(name).begin(new DomId(domain), Long.parseLong(gfn, 16), Integer.parseUnsignedInt(word, 16));
    }

    @Descriptor("takes them back and says what the guest wrote")
    public String offered(@Descriptor("the allocator's name") String name) {
        return check(name).end();
    }

    private OfferCheck check(String name) {
        return new OfferCheck(offers, Chosen.allocator(allocators, name));
    }
}
