package transom.guestfb.pv.internal.displ.route;

import static transom.xen.GuestPages.PAGE_SIZE;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import transom.gem.Allocator;
import transom.gem.DmaBuf;
import transom.guestfb.GuestDisplays.Proof;
import transom.xen.DomId;
import transom.xen.DomainType;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.Hypervisor;
import transom.xen.SharedDmaBuf;
import transom.xen.XenException;

/**
 * Shows whether an allocator's pages may be granted: this domain grants some to itself, maps the grants, and compares
 * a word of each cache line in both directions: a page that is another one differs in all of them.
 */
final class GrantProof {

    /** A megabyte: kernels bounce large segments, not single pages. */
    private static final int PAGES = 256;

    private static final int STEP = 64;

    private final Hypervisor hypervisor;
    private final GrantTable grants;

    GrantProof(Hypervisor hypervisor, GrantTable grants) {
        this.hypervisor = hypervisor;
        this.grants = grants;
    }

    /**
     * Tries it.
     *
     * @throws XenException if the pages cannot be granted or mapped
     * @throws IllegalStateException if the allocator refuses
     */
    Proof run(Allocator allocator) {
        DomId self = hypervisor.self();
        DomainType type = hypervisor.type(self);
        if (type == DomainType.PVH || type == DomainType.HVM) {
            return new Proof(
                    allocator.name(),
                    true,
                    0,
                    0,
                    "not tried: this domain is " + type
                            + ", whose DMA addresses are its frame numbers, and mapping its own"
                            + " grant would take the page away");
        }
        String name = "proof/" + keepWord(allocator.name());
        endEarlier(allocator, name);
        DmaBuf memory = allocator.allocate((long) PAGES * PAGE_SIZE, name);
        try (SharedDmaBuf shared = grants.share(self, memory.fd(), PAGES, name);
                GuestPages mapped = grants.map(self, refs(shared), true)) {
            return compare(allocator.name(), memory, mapped);
        } finally {
            memory.drop();
        }
    }

    /** A name with what the keep takes. */
    static String keepWord(String text) {
        return text.replaceAll("[^A-Za-z0-9._-]", "-");
    }

    /** A crash in the middle of it leaves them in the keep. */
    private void endEarlier(Allocator allocator, String name) {
        grants.shared(name).ifPresent(SharedDmaBuf::close);
        allocator.adopt(name).ifPresent(DmaBuf::drop);
    }

    private static GrantRef[] refs(SharedDmaBuf shared) {
        GrantRef[] refs = new GrantRef[shared.pages()];
        for (int i = 0; i < refs.length; i++) {
            refs[i] = shared.ref(i);
        }
        return refs;
    }

    private static Proof compare(String allocator, DmaBuf memory, GuestPages mapped) {
        ByteBuffer through = mapped.asByteBuffer().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        int wrong = 0;
        ByteBuffer ours = memory.beginCpuAccess();
        try {
            wrong += writeAndCompare(ours, through, 0x5eed_0001);
        } finally {
            memory.endCpuAccess();
        }
        write(through, 0x5eed_0002);
        ours = memory.beginCpuAccess();
        try {
            wrong += wrongPages(ours, 0x5eed_0002);
        } finally {
            memory.endCpuAccess();
        }
        String seen = wrong == 0
                ? PAGES + " pages are the same through their grants, in both directions"
                : "pages are not the same through their grants: this kernel bounces them (swiotlb)";
        return new Proof(allocator, wrong == 0, PAGES, Math.min(wrong, PAGES), seen);
    }

    private static int writeAndCompare(ByteBuffer to, ByteBuffer from, int seed) {
        write(to, seed);
        return wrongPages(from, seed);
    }

    private static void write(ByteBuffer to, int seed) {
        for (int at = 0; at < PAGES * PAGE_SIZE; at += STEP) {
            to.putInt(at, word(at, seed));
        }
    }

    private static int wrongPages(ByteBuffer from, int seed) {
        int wrong = 0;
        for (int page = 0; page < PAGES; page++) {
            for (int at = page * PAGE_SIZE; at < (page + 1) * PAGE_SIZE; at += STEP) {
                if (from.getInt(at) != word(at, seed)) {
                    wrong++;
                    break;
                }
            }
        }
        return wrong;
    }

    private static int word(int at, int seed) {
        return (at ^ seed) * 0x9e37_79b1;
    }
}
