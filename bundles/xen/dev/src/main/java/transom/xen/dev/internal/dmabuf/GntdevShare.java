package transom.xen.dev.internal.dmabuf;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.linux.Errno;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.SharedDmaBuf;
import transom.xen.dev.internal.uapi.GntdevDmaBuf;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;
import transom.xen.support.ShareRecord;

/**
 * A dma-buf whose pages are granted through a gntdev file.
 *
 * <p>Ending them while the domain has some mapped loses and frees nothing: the kernel keeps these pages and their grants,
 * and tries again until the domain has unmapped them or is gone ("deferring g.e.", drivers/xen/grant-table.c; Transom's
 * gntdev holds the whole dma-buf until then). But nobody here knows of them any more.
 *
 * <p><b>Owner:</b> of the file. The kernel ends the grants too when its last descriptor, the keep's, is closed.
 */
final class GntdevShare implements SharedDmaBuf {

    private static final Logger LOG = LoggerFactory.getLogger(GntdevShare.class);

    private final String name;
    private final ShareRecord record;
    private final Fd file;
    private final Device device;
    private final KeptShares kept;
    private final Ledger ledger;

    GntdevShare(String name, ShareRecord record, Fd file, Device device, KeptShares kept, Ledger ledger) {
        this.name = name;
        this.record = record;
        this.file = file;
        this.device = device;
        this.kept = kept;
        this.ledger = ledger;
        ledger.shared(name, record.domain(), record.pages());
    }

    @Override
    public DomId domain() {
        return record.domain();
    }

    @Override
    public int pages() {
        return record.pages();
    }

    @Override
    public GrantRef ref(int page) {
        return record.ref(page);
    }

    @Override
    public synchronized void close() {
        if (file.isOpen()) {
            int result = device.ioctl(file, GntdevDmaBuf.IMP_RELEASE, GntdevDmaBuf.importRelease(record.key()));
            if (result < 0) {
                LOG.warn("grants of '{}' to dom{} were ended before: {}", name, domain(), Errno.describe(-result));
            }
            kept.remove(name);
            file.close();
            ledger.ended(name);
        }
    }

    @Override
    public synchronized void detach() {
        file.close();
    }
}
