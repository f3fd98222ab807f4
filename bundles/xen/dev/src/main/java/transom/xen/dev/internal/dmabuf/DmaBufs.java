package transom.xen.dev.internal.dmabuf;

import java.util.Optional;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable.Ability;
import transom.xen.SharedDmaBuf;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;

/**
 * What gntdev does with dma-bufs.
 *
 * <p><b>Owner:</b> whoever made it closes it; shares and exports are their owners' and live on. <b>Thread:</b> any.
 */
public final class DmaBufs implements AutoCloseable {

    private final Abilities abilities;
    private final GntdevShares shares;
    private final GntdevExports exports;

    public DmaBufs(Device device, KeptShares kept, Ledger ledger) {
        abilities = new Abilities(device);
        shares = new GntdevShares(device, abilities, kept, ledger);
        exports = new GntdevExports(device, abilities, ledger);
    }

    public SharedDmaBuf share(DomId domain, int dmaBufFd, int pages, String keepName) {
        return shares.share(domain, dmaBufFd, pages, keepName);
    }

    public Optional<SharedDmaBuf> shared(String keepName) {
        return shares.shared(keepName);
    }

    public ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        return exports.export(domain, refs);
    }

    public Ability sharing() {
        return abilities.sharing();
    }

    public Ability exporting() {
        return abilities.exporting();
    }

    /** Brings the ledger up to date: dma-bufs that others held may have gone. */
    public void look() {
        exports.sweep();
    }

    @Override
    public void close() {
        exports.close();
    }
}
