package transom.xen.dev.internal;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import transom.keep.Keep;
import transom.linux.EventLoop;
import transom.linux.Fd;
import transom.linux.Posix;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.EventChannels;
import transom.xen.ForeignMemory;
import transom.xen.GrantTable;
import transom.xen.GuestMemoryOffers;
import transom.xen.Hypervisor;
import transom.xen.XenStore;
import transom.xen.dev.internal.dmabuf.Device;
import transom.xen.dev.internal.dmabuf.DmaBufs;
import transom.xen.dev.internal.event.EvtchnChannels;
import transom.xen.dev.internal.memory.GntdevTable;
import transom.xen.dev.internal.memory.PrivcmdMemory;
import transom.xen.dev.internal.offer.DmaBufOffers;
import transom.xen.dev.internal.offer.OfferDevice;
import transom.xen.dev.internal.uapi.Gntdev;
import transom.xen.dev.internal.uapi.Privcmd;
import transom.xen.store.StoreClient;
import transom.xen.support.KeptChannels;
import transom.xen.support.KeptOffers;
import transom.xen.support.KeptPages;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;

/**
 * Everything that is open towards Xen: one privcmd, one gntdev, one connection to the store with the loop that reads it.
 *
 * <p><b>Owner:</b> whoever opened it closes it; mappings and channels are their owners' and live on.
 */
final class RealHypervisor implements Hypervisor, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RealHypervisor.class);

    private final Machine machine;
    private final Keep keep;
    private final Ledger ledger = new Ledger();
    private final DmaBufs dmaBufs;
    private final DomainTypes types;
    private final Fd privcmd;
    private final Fd gntdev;
    private final EventLoop loop;
    private final StoreClient store;

    private RealHypervisor(Machine machine, Keep keep, Fd privcmd, Fd gntdev, EventLoop loop, StoreClient store) {
        this.machine = machine;
        this.keep = keep;
        this.privcmd = privcmd;
        this.gntdev = gntdev;
        this.loop = loop;
        this.store = store;
        this.dmaBufs = new DmaBufs(Device.GNTDEV, new KeptShares(keep), ledger);
        this.types = new DomainTypes(machine.guestType(), store::read);
    }

    /** Opens the devices and connects to the store; what was opened is closed again if anything fails. */
    static RealHypervisor open(Machine machine, Keep keep, Path storePath, Consumer<String> whenStoreLost) {
        Fd privcmd = null;
        Fd gntdev = null;
        EventLoop loop = null;
        try {
            privcmd = Posix.open(Privcmd.PATH, Posix.O_RDWR);
            gntdev = Posix.open(Gntdev.PATH, Posix.O_RDWR);
            loop = new EventLoop("xen", LOG::error);
            loop.start();
            StoreClient store = StoreClient.connect(storePath, loop, whenStoreLost);
            return new RealHypervisor(machine, keep, privcmd, gntdev, loop, store);
        } catch (RuntimeException e) {
            closeAll(loop, gntdev, privcmd);
            throw e;
        }
    }

    private static void closeAll(EventLoop loop, Fd... fds) {
        if (loop != null) {
            loop.close();
        }
        for (Fd fd : fds) {
            if (fd != null) {
                fd.close();
            }
        }
    }

    ForeignMemory foreignMemory() {
        return new PrivcmdMemory(privcmd, ledger);
    }

    GrantTable grantTable() {
        return new GntdevTable(gntdev, dmaBufs, new KeptPages(keep), ledger);
    }

    EventChannels eventChannels() {
        return new EvtchnChannels(new KeptChannels(keep), ledger);
    }

    GuestMemoryOffers offers() {
        return new DmaBufOffers(OfferDevice.KERNEL, new KeptOffers(keep));
    }

    XenStore store() {
        return store;
    }

    @Override
    public String description() {
        return machine.hypervisor();
    }

    @Override
    public DomId self() {
        return DomId.DOM0;
    }

    @Override
    public DomainType type(DomId domain) {
        return types.of(domain);
    }

    @Override
    public Usage usage() {
        dmaBufs.look();
        return ledger.usage();
    }

    @Override
    public List<GrantedDmaBuf> grantedDmaBufs() {
        dmaBufs.look();
        return ledger.dmaBufs();
    }

    @Override
    public void close() {
        dmaBufs.close();
        store.close();
        closeAll(loop, gntdev, privcmd);
    }
}
