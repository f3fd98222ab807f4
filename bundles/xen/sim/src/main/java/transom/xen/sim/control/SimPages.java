package transom.xen.sim.control;

import transom.linux.ErrnoException;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.xen.DomId;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.XenException;

/** Maps the pages that the simulator allows, and tells it when they are unmapped. */
public final class SimPages {

    /** The kernel allows a process 65530 mappings (vm.max_map_count); one of these gets a part of that. */
    private static final int MAX_RUNS = 16384;

    private SimPages() {}

    /**
     * @param answer has the file; its fds are closed
     * @param number of the mapping
     * @param pages of the file
     * @param whenUnmapped runs once it is, if this does not throw
     * @param forget as {@link GuestPages} has it
     * @return <b>Owner:</b> the caller
     */
    public static GuestPages map(
            ControlChannel channel,
            ControlMessage answer,
            int number,
            long[] pages,
            boolean writable,
            Runnable whenUnmapped,
            Runnable forget) {
        try (Fd file = answer.fds().get(0)) {
            int prot = Mapping.PROT_READ | (writable ? Mapping.PROT_WRITE : 0);
            requireFewRuns(pages);
            Mapping mapping = Mapping.scattered(file.fd(), pages, GuestPages.PAGE_SIZE, prot);
            Runnable unmap = () -> {
                mapping.close();
                whenUnmapped.run();
                unmap(channel, number);
            };
            return new GuestPages(mapping.buffer(), unmap, forget);
        } catch (ErrnoException | ControlException e) {
            unmap(channel, number);
            throw new XenException("mapping " + pages.length + " pages failed: " + e.getMessage(), e);
        }
    }

    /** The payload that asks for grants. */
    public static Payload grants(DomId of, GrantRef[] refs, boolean writable) {
        long[] numbers = new long[refs.length];
        for (int i = 0; i < refs.length; i++) {
            numbers[i] = Integer.toUnsignedLong(refs[i].value());
        }
        return new Payload().u32(of.value()).flag(writable).list(numbers);
    }

    private static void requireFewRuns(long[] pages) {
        int runs = 1;
        for (int i = 1; i < pages.length; i++) {
            runs += pages[i] == pages[i - 1] + 1 ? 0 : 1;
        }
        if (runs > MAX_RUNS) {
            throw new ControlException("ENOMEM", pages.length + " pages in " + runs + " pieces, at most " + MAX_RUNS);
        }
    }

    /** The mapping is no more. A simulator that has gone, or closed this connection, has let go of it itself. */
    public static void unmap(ControlChannel channel, int number) {
        try {
            channel.call(ControlOp.UNMAP, new Payload().u32(number));
        } catch (ControlException e) {
            if (!e.errno().equals("EIO")) {
                throw e;
            }
        }
    }
}
