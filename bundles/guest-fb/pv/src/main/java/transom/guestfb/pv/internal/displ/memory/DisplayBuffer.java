package transom.guestfb.pv.internal.displ.memory;

import java.util.List;
import transom.gem.DmaBuf;
import transom.guestfb.Route;
import transom.guestfb.RouteChoice.Refusal;
import transom.guestfb.wire.DisplayBufferLayout;
import transom.xen.GrantRef;
import transom.xen.GuestPages;
import transom.xen.SharedDmaBuf;

/**
 * A display buffer of a guest, whoever allocated it.
 *
 * <p><b>Owner:</b> the table that it is in. <b>Thread:</b> the guest loop.
 */
public abstract class DisplayBuffer {

    private final KeptTable.KeptBuffer kept;
    private final BufferMemory memory;
    private final Route route;
    private final List<Refusal> refused;

    /** @param refused routes that were tried in vain */
    DisplayBuffer(KeptTable.KeptBuffer kept, BufferMemory memory, Route route, List<Refusal> refused) {
        this.kept = kept;
        this.memory = memory;
        this.route = route;
        this.refused = List.copyOf(refused);
    }

    final KeptTable.KeptBuffer kept() {
        return kept;
    }

    /** As the guest asked for it. */
    public final DisplayBufferLayout layout() {
        return kept.layout();
    }

    final BufferMemory memory() {
        return memory;
    }

    final long bytes() {
        return (long) layout().pages() * GuestPages.PAGE_SIZE;
    }

    /** How its pixels get to presenters. */
    public final Route route() {
        return route;
    }

    /** Routes that were tried in vain. */
    public final List<Refusal> refused() {
        return refused;
    }

    /** Whether it is dom0's memory: then the guest has let go of it when it says that it has no use for it. */
    public final boolean isGranted() {
        return kept.granted();
    }

    /** Who allocated it, for people. */
    public abstract String allocator();

    /** The guest has no use for it any more and has unmapped it, or is no more. */
    abstract void end();

    /** We leave; whoever comes next finds it. */
    abstract void leave();

    /** After {@link #end}: whether nobody reads the guest's pages any more. */
    public final boolean isGone() {
        return memory.isGone();
    }

    /** The grants of its pages, for the guest's directory. */
    abstract GrantRef[] refs();

    /** dom0's memory, granted to the guest. */
    static final class Granted extends DisplayBuffer {

        private final SharedDmaBuf shared;

        Granted(
                KeptTable.KeptBuffer kept,
                DmaBuf dmaBuf,
                boolean forDevices,
                SharedDmaBuf shared,
                List<Refusal> refused) {
            super(kept, new DmaBufMemory(dmaBuf, forDevices), Route.BACK_GRANT, refused);
            this.shared = shared;
        }

        @Override
        public String allocator() {
            return kept().allocator();
        }

        /** The grants first: while the guest has a page mapped, the kernel keeps it. */
        @Override
        void end() {
            shared.close();
            memory().drop();
        }

        /** The allocator and the grant table have it in the keep; our hold on the memory is the next one's. */
        @Override
        void leave() {
            shared.detach();
        }

        @Override
        GrantRef[] refs() {
            GrantRef[] refs = new GrantRef[shared.pages()];
            for (int i = 0; i < refs.length; i++) {
                refs[i] = shared.ref(i);
            }
            return refs;
        }
    }

    /** The guest's memory, granted to dom0. */
    static final class Mapped extends DisplayBuffer {

        private final KeptNames names;
        private final String name;
        private final GrantRef[] refs;

        Mapped(
                KeptTable.KeptBuffer kept,
                BufferMemory memory,
                Route route,
                List<Refusal> refused,
                KeptNames names,
                GrantRef[] refs) {
            super(kept, memory, route, refused);
            this.names = names;
            this.name = names.buffer(kept.cookie(), kept.serial());
            this.refs = refs;
        }

        @Override
        public String allocator() {
            return "guest";
        }

        @Override
        void end() {
            memory().drop();
            names.removeRefs(name, layout().pages());
        }

        @Override
        void leave() {
            memory().drop();
        }

        @Override
        GrantRef[] refs() {
            return refs;
        }
    }
}
