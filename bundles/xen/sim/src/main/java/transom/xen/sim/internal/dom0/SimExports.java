package transom.xen.sim.internal.dom0;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import transom.linux.Errno;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Ioctl;
import transom.linux.Posix;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable.Ability;
import transom.xen.GuestPages;
import transom.xen.XenException;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimPages;
import transom.xen.sim.internal.uapi.Udmabuf;
import transom.xen.support.Ledger;

/** Makes dma-bufs of guests' pages by udmabuf: a guest's memory is a memfd. */
final class SimExports {

    private final ControlChannel channel;
    private final Ledger ledger;
    private final Path device;

    SimExports(ControlChannel channel, Ledger ledger, Path device) {
        this.channel = channel;
        this.ledger = ledger;
        this.device = device;
    }

    Ability ability() {
        try {
            Posix.open(device.toString(), Posix.O_RDWR).close();
            return new Ability(true, "by " + device);
        } catch (ErrnoException e) {
            return new Ability(
                    false,
                    "the simulator makes dma-bufs by udmabuf, which this kernel does not have or does" + " not allow: "
                            + e.getMessage());
        }
    }

    ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        ControlMessage answer = channel.call(ControlOp.EXPORT_GRANTS, SimPages.grants(domain, refs, true));
        Payload.Fields fields = answer.fields();
        int number = fields.u32();
        try (Fd memory = answer.fds().get(0)) {
            Fd dmaBuf = create(domain, memory, fields.list());
            ledger.exported(domain, refs.length);
            return new Exported(domain, refs.length, number, dmaBuf);
        } catch (RuntimeException e) {
            SimPages.unmap(channel, number);
            throw e;
        }
    }

    private Fd create(DomId domain, Fd memory, long[] gfns) {
        try (Fd udmabuf = Posix.open(device.toString(), Posix.O_RDWR)) {
            int result = Ioctl.call(udmabuf.fd(), Udmabuf.CREATE_LIST, Udmabuf.createList(runs(memory.fd(), gfns)));
            if (result < 0) {
                throw new XenException("cannot make a dma-buf of " + gfns.length + " pages of dom" + domain + ": "
                        + Errno.describe(-result) + " (" + device + " takes 1024 pieces and 64 MiB unless its"
                        + " parameters list_limit and size_limit_mb say more)");
            }
            return Fd.adopt(result);
        } catch (ErrnoException e) {
            throw new XenException("cannot make a dma-buf of dom" + domain + "'s pages: " + e.getMessage(), e);
        }
    }

    private static List<Udmabuf.Item> runs(int memfd, long[] gfns) {
        List<Udmabuf.Item> items = new ArrayList<>();
        for (int from = 0, to = 0; from < gfns.length; from = to) {
            for (to = from + 1; to < gfns.length && gfns[to] == gfns[to - 1] + 1; ) {
                to++;
            }
            items.add(new Udmabuf.Item(
                    memfd, gfns[from] * GuestPages.PAGE_SIZE, (long) (to - from) * GuestPages.PAGE_SIZE));
        }
        return items;
    }

    /** The simulator counts the pages as returned when this is closed, also where somebody else holds the dma-buf. */
    private final class Exported implements ExportedDmaBuf {

        private final DomId domain;
        private final int pages;
        private final int number;
        private final Fd dmaBuf;
        private boolean closed;

        Exported(DomId domain, int pages, int number, Fd dmaBuf) {
            this.domain = domain;
            this.pages = pages;
            this.number = number;
            this.dmaBuf = dmaBuf;
        }

        @Override
        public int fd() {
            return dmaBuf.fd();
        }

        @Override
        public int pages() {
            return pages;
        }

        @Override
        public synchronized void close() {
            if (!closed) {
                closed = true;
                dmaBuf.close();
                ledger.returned(domain, pages);
                SimPages.unmap(channel, number);
            }
        }

        @Override
        public synchronized boolean awaitReleased(int millis) {
            return closed;
        }
    }
}
