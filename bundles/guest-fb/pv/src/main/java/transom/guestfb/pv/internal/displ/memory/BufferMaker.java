package transom.guestfb.pv.internal.displ.memory;

import static transom.xen.GuestPages.PAGE_SIZE;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import transom.gem.DmaBuf;
import transom.guestfb.GuestDisplays.Proof;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice.Refusal;
import transom.guestfb.pv.internal.displ.memory.KeptTable.KeptBuffer;
import transom.guestfb.pv.internal.displ.route.Proofs;
import transom.guestfb.pv.internal.displ.route.RoutePlan;
import transom.guestfb.support.Allocators;
import transom.guestfb.wire.DisplayBufferLayout;
import transom.guestfb.wire.GrantDirectory;
import transom.guestfb.wire.RequestRefusedException;
import transom.guestfb.wire.XenErrno;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;

/** Makes a guest's buffers, and finds again those that were made before. <b>Thread:</b> the guest loop. */
final class BufferMaker {

    private final DomId guest;
    private final GrantTable grants;
    private final Allocators allocators;
    private final Proofs proofs;
    private final KeptNames names;

    BufferMaker(DomId guest, GrantTable grants, Allocators allocators, Proofs proofs, KeptNames names) {
        this.guest = guest;
        this.grants = grants;
        this.allocators = allocators;
        this.proofs = proofs;
        this.names = names;
    }

    /**
     * Allocates a buffer of dom0's memory, grants it to the guest and tells it the grants.
     *
     * @param named allocators in the order of preference, or none
     * @throws RequestRefusedException with ENOMEM if no allocator can
     * @throws transom.guestfb.wire.ProtocolException if its directory is none
     */
    DisplayBuffer grant(long cookie, int serial, DisplayBufferLayout layout, GrantRef directory, List<String> named) {
        DisplayBuffer made = grant(cookie, serial, layout, named);
        try {
            tell(directory, made);
            return made;
        } catch (RuntimeException e) {
            made.end();
            throw e;
        }
    }

    /** Writes a buffer's grants into the guest's directory. */
    void tell(GrantRef directory, DisplayBuffer buffer) {
        GrantDirectory.write(directory, buffer.refs(), this::mapPage);
    }

    private GuestPages mapPage(GrantRef ref, boolean writable) {
        return grants.map(guest, new GrantRef[] {ref}, writable);
    }

    private DisplayBuffer grant(long cookie, int serial, DisplayBufferLayout layout, List<String> named) {
        List<String> reasons = new ArrayList<>();
        for (Allocators.Entry entry : allocators.inOrder(named)) {
            Proof proof = proofs.of(entry.allocator());
            if (!proof.grantable()) {
                reasons.add(entry.name() + ": " + proof.reason());
                continue;
            }
            try {
                return grant(new KeptBuffer(cookie, serial, true, entry.name(), layout, false), entry);
            } catch (XenException | IllegalStateException | IllegalArgumentException e) {
                reasons.add(entry.name() + ": " + e.getMessage());
            }
        }
        throw new RequestRefusedException(
                XenErrno.ENOMEM,
                "no allocator has memory for it: "
                        + (reasons.isEmpty() ? "there is none" : String.join("; ", reasons)));
    }

    private DisplayBuffer grant(KeptBuffer kept, Allocators.Entry entry) {
        String name = names.buffer(kept.cookie(), kept.serial());
        int pages = kept.layout().pages();
        Leftovers.endMemory(grants, allocators, name);
        DmaBuf memory = entry.allocator().allocate((long) pages * PAGE_SIZE, name);
        try {
            SharedDmaBuf shared = grants.share(guest, memory.fd(), pages, name);
            return new DisplayBuffer.Granted(kept, memory, entry.dmaBuf(), shared, List.of());
        } catch (RuntimeException e) {
            memory.drop();
            throw e;
        }
    }

    /**
     * Takes a buffer of the guest's memory.
     *
     * @throws XenException if the guest has not granted a page
     * @throws RequestRefusedException with EOPNOTSUPP if no route is allowed
     * @throws transom.guestfb.wire.ProtocolException if its directory is none
     */
    DisplayBuffer map(long cookie, int serial, DisplayBufferLayout layout, GrantRef directory, RoutePlan plan) {
        GrantRef[] refs = GrantDirectory.read(directory, layout.pages(), this::mapPage);
        KeptBuffer kept = new KeptBuffer(cookie, serial, false, "", layout, false);
        String name = names.buffer(cookie, serial);
        names.putRefs(name, refs);
        try {
            return map(kept, name, refs, plan);
        } catch (RuntimeException e) {
            forget(kept);
            throw e;
        }
    }

    private DisplayBuffer map(KeptBuffer kept, String name, GrantRef[] refs, RoutePlan plan) {
        List<Refusal> refused = new ArrayList<>();
        if (plan.allows(Route.FRONT_EXPORT)) {
            try {
                BufferMemory exported = new DmaBufMemory(
                        new GuestDmaBuf(name, grants.export(guest, refs), () -> grants.map(guest, refs, false)), true);
                return new DisplayBuffer.Mapped(kept, exported, Route.FRONT_EXPORT, refused, names, refs);
            } catch (XenException e) {
                refused.add(new Refusal(Route.FRONT_EXPORT, e.getMessage()));
            }
        }
        if (!plan.allows(Route.UPLOAD)) {
            String reason = refused.isEmpty()
                    ? plan.refusal(Route.UPLOAD).orElseThrow()
                    : refused.get(0).reason();
            throw new RequestRefusedException(XenErrno.EOPNOTSUPP, "no route is left for its buffer: " + reason);
        }
        GuestPages pages = grants.map(guest, refs, false);
        return new DisplayBuffer.Mapped(kept, new MappedMemory(pages), Route.UPLOAD, refused, names, refs);
    }

    /** A buffer that was made before; empty if it, or the allocator, has gone. */
    Optional<DisplayBuffer> adopt(KeptBuffer kept, RoutePlan plan) {
        String name = names.buffer(kept.cookie(), kept.serial());
        if (!kept.granted()) {
            return names.refs(name, kept.layout().pages()).map(refs -> map(kept, name, refs, plan));
        }
        Optional<Allocators.Entry> entry = allocators.find(kept.allocator());
        Optional<DmaBuf> memory = entry.flatMap(e -> e.allocator().adopt(name));
        Optional<SharedDmaBuf> shared = grants.shared(name);
        if (memory.isPresent() && shared.isPresent()) {
            return Optional.of(
                    new DisplayBuffer.Granted(kept, memory.get(), entry.get().dmaBuf(), shared.get(), List.of()));
        }
        shared.ifPresent(SharedDmaBuf::close);
        memory.ifPresent(DmaBuf::drop);
        return Optional.empty();
    }

    /** Forgets what is in the keep of a guest's own buffer of an earlier connection: nothing of it is mapped. */
    void forget(KeptBuffer kept) {
        names.removeRefs(
                names.buffer(kept.cookie(), kept.serial()), kept.layout().pages());
    }
}
