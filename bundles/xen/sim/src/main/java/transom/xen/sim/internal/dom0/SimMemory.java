package transom.xen.sim.internal.dom0;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.Hypervisor.Usage;
import transom.xen.XenException;
import transom.xen.sim.control.ControlChannel;
import transom.xen.sim.control.ControlException;
import transom.xen.sim.control.ControlMessage;
import transom.xen.sim.control.ControlOp;
import transom.xen.sim.control.Payload;

/** Maps guests' memory, which is a file of theirs, page by page. */
final class SimMemory {

    /** The kernel allows a process 65530 mappings (vm.max_map_count); one guest gets a part of that. */
    private static final int MAX_RUNS = 16384;

    private final ControlChannel channel;
    private final Counted foreign = new Counted();
    private final Counted granted = new Counted();

    /** Mappings of one kind that are open. */
    private static final class Counted {

        private final AtomicInteger mappings = new AtomicInteger();
        private final AtomicLong pages = new AtomicLong();

        void add(int sign, int count) {
            mappings.addAndGet(sign);
            pages.addAndGet((long) sign * count);
        }
    }

    SimMemory(ControlChannel channel) {
        this.channel = channel;
    }

    GuestPages mapForeign(DomId domain, long[] gfns, boolean writable) {
        ControlMessage answer = channel.call(
                ControlOp.MAP_FOREIGN, new Payload().u32(domain.value()).list(gfns));
        return map(answer, answer.fields().u32(), gfns, writable, foreign);
    }

    GuestPages mapGrants(DomId domain, GrantRef[] refs, boolean writable) {
        long[] numbers = new long[refs.length];
        for (int i = 0; i < refs.length; i++) {
            numbers[i] = Integer.toUnsignedLong(refs[i].value());
        }
        Payload request = new Payload().u32(domain.value()).flag(writable).list(numbers);
        ControlMessage answer = channel.call(ControlOp.MAP_GRANTS, request);
        Payload.Fields fields = answer.fields();
        return map(answer, fields.u32(), fields.list(), writable, granted);
    }

    private GuestPages map(ControlMessage answer, int number, long[] gfns, boolean writable, Counted counted) {
        try (Fd memory = answer.fds().get(0)) {
            int prot = Mapping.PROT_READ | (writable ? Mapping.PROT_WRITE : 0);
            requireFewRuns(gfns);
            Mapping mapping = Mapping.scattered(memory.fd(), gfns, GuestPages.PAGE_SIZE, prot);
            counted.add(1, gfns.length);
            return new GuestPages(mapping.buffer(), () -> {
                mapping.close();
                counted.add(-1, gfns.length);
                unmap(number);
            });
        } catch (ErrnoException | ControlException e) {
            unmap(number);
            throw new XenException("mapping " + gfns.length + " pages failed", e);
        }
    }

    private static void requireFewRuns(long[] gfns) {
        int runs = 1;
        for (int i = 1; i < gfns.length; i++) {
            runs += gfns[i] == gfns[i - 1] + 1 ? 0 : 1;
        }
        if (runs > MAX_RUNS) {
            throw new ControlException("ENOMEM", gfns.length + " pages in " + runs + " pieces, at most " + MAX_RUNS);
        }
    }

    private void unmap(int number) {
        try {
            channel.call(ControlOp.UNMAP, new Payload().u32(number));
        } catch (ControlException e) {
            if (!e.errno().equals("EIO")) {
                throw e;
            }
        }
    }

    Usage usage(int eventChannels) {
        return new Usage(
                foreign.mappings.get(),
                foreign.pages.get(),
                granted.mappings.get(),
                granted.pages.get(),
                eventChannels,
                0,
                0,
                0,
                0);
    }
}
