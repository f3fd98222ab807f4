package transom.xen.dev.internal.dmabuf;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable.Ability;
import transom.xen.XenException;
import transom.xen.dev.internal.uapi.GntdevDmaBuf;
import transom.xen.support.Ledger;

/**
 * Makes dma-bufs of guests' grants, each through a gntdev file of its own, and knows those whose pages a guest cannot
 * have back yet because somebody holds the dma-buf.
 *
 * <p><b>Thread:</b> any.
 */
final class GntdevExports {

    private final Device device;
    private final Abilities abilities;
    private final Ledger ledger;
    private final List<GntdevExport> live = new ArrayList<>();

    GntdevExports(Device device, Abilities abilities, Ledger ledger) {
        this.device = device;
        this.abilities = abilities;
        this.ledger = ledger;
    }

    ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        sweep();
        Fd file = device.open();
        ByteBuffer argument = GntdevDmaBuf.exportFromRefs(domain.value(), refs);
        int result = device.ioctl(file, GntdevDmaBuf.EXP_FROM_REFS, argument);
        if (result < 0) {
            file.close();
            throw new XenException("cannot make a dma-buf of " + refs.length + " grants of dom" + domain + ": "
                    + Errno.describe(-result) + reason(-result));
        }
        Fd dmaBuf = Fd.adopt(argument.getInt(GntdevDmaBuf.EXP_FD));
        GntdevExport export = new GntdevExport(domain, refs.length, file, dmaBuf, device, this::returned);
        ledger.exported(domain, refs.length);
        synchronized (live) {
            live.add(export);
        }
        return export;
    }

    private String reason(int errno) {
        Ability ability = abilities.exporting();
        if (!ability.possible()) {
            return " (" + ability.reason() + ")";
        }
        return errno == Errno.EINVAL
                ? " (a grant is not this domain's, is read-only, or has gone; or the kernel's gntdev is not Transom's:"
                        + " upstream's fails in every PVH domain)"
                : "";
    }

    private void returned(GntdevExport export) {
        synchronized (live) {
            live.remove(export);
        }
        ledger.returned(export.domain(), export.pages());
    }

    /** Looks which pages are the guests' again. */
    void sweep() {
        List<GntdevExport> all;
        synchronized (live) {
            all = List.copyOf(live);
        }
        all.forEach(export -> export.awaitReleased(0));
    }

    /** Forgets who still holds what: a dma-buf keeps its file itself. */
    void close() {
        List<GntdevExport> all;
        synchronized (live) {
            all = List.copyOf(live);
        }
        all.forEach(GntdevExport::forget);
    }
}
