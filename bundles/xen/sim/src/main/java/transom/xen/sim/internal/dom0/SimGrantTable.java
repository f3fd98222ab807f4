package transom.xen.sim.internal.dom0;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Predicate;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;
import transom.xen.sim.control.SimSockets;
import transom.xen.support.KeptPages;
import transom.xen.support.KeptShares;
import transom.xen.support.Ledger;
import transom.xen.support.ShareRecord;

/** Grants between the control domain and guests. */
final class SimGrantTable implements GrantTable {

    private final SimSockets sockets;
    private final SimMemory memory;
    private final SimExports exports;
    private final KeptShares kept;
    private final KeptPages pages;
    private final Ledger ledger;

    SimGrantTable(
            SimSockets sockets, SimMemory memory, SimExports exports, KeptShares kept, KeptPages pages, Ledger ledger) {
        this.sockets = sockets;
        this.memory = memory;
        this.exports = exports;
        this.kept = kept;
        this.pages = pages;
        this.ledger = ledger;
    }

    @Override
    public GuestPages map(DomId domain, GrantRef[] refs, boolean writable) {
        return memory.mapGrants(domain, refs, writable);
    }

    @Override
    public GuestPages map(DomId domain, GrantRef ref, String keepName) {
        return memory.mapKept(domain, ref, pages, keepName);
    }

    @Override
    public void dropKept(Predicate<String> keepNames) {
        pages.removeIf(keepNames);
    }

    /** Takes any file that can be mapped, e.g. a memfd. */
    @Override
    public SharedDmaBuf share(DomId domain, int dmaBufFd, int pages, String keepName) {
        kept.requireRoom(keepName, pages);
        try (Fd file = dup(dmaBufFd)) {
            return share(domain, file, pages, keepName);
        }
    }

    private static Fd dup(int fd) {
        try {
            return Fd.dupOf(fd);
        } catch (ErrnoException e) {
            throw new XenException("cannot grant fd " + fd + ": " + e.getMessage(), e);
        }
    }

    private SharedDmaBuf share(DomId domain, Fd file, int pages, String keepName) {
        ControlChannel channel = ControlChannel.connect(sockets);
        try (Fd connection = channel.dup()) {
            channel.call(ControlOp.ATTACH, new Payload());
            Payload request = new Payload().u32(domain.value()).u32(pages);
            ControlMessage answer = channel.call(ControlOp.SHARE, request, file);
            ShareRecord record = record(domain, answer.fields());
            kept.put(keepName, record, connection.fd());
            return new SimShare(keepName, record, channel, kept, ledger);
        } catch (RuntimeException e) {
            channel.close();
            throw new XenException("cannot grant a file to dom" + domain + ": " + e.getMessage(), e);
        }
    }

    private static ShareRecord record(DomId domain, Payload.Fields fields) {
        int number = fields.u32();
        long[] numbers = fields.list();
        int[] refs = new int[numbers.length];
        for (int page = 0; page < refs.length; page++) {
            refs[page] = (int) numbers[page];
        }
        return new ShareRecord(domain, number, refs);
    }

    /** What a simulator that has gone had granted is forgotten. */
    @Override
    public Optional<SharedDmaBuf> shared(String keepName) {
        Optional<ShareRecord> record = kept.find(keepName);
        OptionalInt fd = record.isPresent() ? kept.dupFd(keepName) : OptionalInt.empty();
        if (fd.isEmpty()) {
            return Optional.empty();
        }
        ControlChannel channel = ControlChannel.adopt(Fd.adopt(fd.getAsInt()));
        try {
            channel.call(ControlOp.ATTACH, new Payload());
            return Optional.of(new SimShare(keepName, record.get(), channel, kept, ledger));
        } catch (ControlException e) {
            channel.close();
            kept.remove(keepName);
            ledger.ended(keepName);
            return Optional.empty();
        }
    }

    @Override
    public ExportedDmaBuf export(DomId domain, GrantRef[] refs) {
        return exports.export(domain, refs);
    }

    @Override
    public Ability sharing() {
        return new Ability(true, "the simulator grants any file's pages");
    }

    @Override
    public Ability exporting() {
        return exports.ability();
    }
}
