package transom.xen.sim.internal.dom0;

import java.util.Optional;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;

/** Grants between the control domain and guests. */
final class SimGrantTable implements GrantTable {

    private final SimMemory memory;

    SimGrantTable(SimMemory memory) {
        this.memory = memory;
    }

    @Override
    public GuestPages map(DomId domain, GrantRef[] refs, boolean writable) {
        return memory.mapGrants(domain, refs, writable);
    }

    @Override
    public SharedDmaBuf share(DomId domain, int dmaBufFd, int pages, String keepName) {
        throw new XenException("cannot grant a dma-buf: " + sharing().reason());
    }

    @Override
    public Optional<SharedDmaBuf> shared(String keepName) {
        return Optional.empty();
    }

    @Override
    public ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        throw new XenException("cannot make a dma-buf of grants: " + exporting().reason());
    }

    @Override
    public Ability sharing() {
        return new Ability(false, "not in this version");
    }

    @Override
    public Ability exporting() {
        return new Ability(false, "not in this version");
    }
}
