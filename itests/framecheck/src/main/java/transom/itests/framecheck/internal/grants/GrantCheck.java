package transom.itests.framecheck.internal.grants;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import transom.gem.Allocator;
import transom.gem.DmaBuf;
import transom.linux.Fd;
import transom.linux.Mapping;
import transom.linux.MemFd;
import transom.xen.DomId;
import transom.xen.ExportedDmaBuf;
import transom.xen.GrantRef;
import transom.xen.GrantTable;
import transom.xen.GuestPages;
import transom.xen.Hypervisor;
import transom.xen.Hypervisor.Usage;
import transom.xen.SharedDmaBuf;

/** Shares an allocator's memory with this domain itself, maps it back, and makes a dma-buf of it again. */
public final class GrantCheck {

    private static final int PAGES = 300;
    private static final String NAME = "check/grants";

    private final Hypervisor xen;
    private final GrantTable grants;
    private final Allocator allocator;
    private final Protocol protocol = new Protocol();
    private final DomId self;

    public GrantCheck(Hypervisor xen, GrantTable grants, Allocator allocator) {
        this.xen = xen;
        this.grants = grants;
        this.allocator = allocator;
        this.self = xen.self();
    }

    /** A line for each thing that was tried. */
    public String run() {
        Usage before = xen.usage();
        DmaBuf memory = allocator.allocate((long) PAGES * Pages.SIZE, NAME);
        try {
            refusals(memory);
            GrantRef[] refs = sharing(memory);
            protocol.refused("mapping grants that were ended", () -> grants.map(self, refs, false), "cannot map");
            protocol.check("nothing is held after sharing", () -> xen.usage().equals(before));
            endedWhileMapped(memory);
            protocol.check("nothing is held in the end", () -> xen.usage().equals(before));
        } finally {
            memory.drop();
        }
        return protocol.text();
    }

    private void refusals(DmaBuf memory) {
        protocol.refused("a page too many", () -> share(memory.fd(), PAGES + 1).close(), "EINVAL");
        protocol.refused("a page too few", () -> share(memory.fd(), PAGES - 1).close(), "EINVAL");
        protocol.refused("no fd", () -> share(-1, PAGES).close(), "EBADF");
        try (Fd file = MemFd.create("no-dma-buf", (long) PAGES * Pages.SIZE, true)) {
            protocol.refused(
                    "a file that is no dma-buf", () -> share(file.fd(), PAGES).close(), "EINVAL");
        }
        GrantRef[] unknown = {new GrantRef(1 << 20)};
        protocol.refused("an export of grants that are none", () -> grants.export(self, unknown), "EINVAL");
    }

    private SharedDmaBuf share(int fd, int pages) {
        return grants.share(self, fd, pages, NAME);
    }

    private GrantRef[] sharing(DmaBuf memory) {
        Usage before = xen.usage();
        SharedDmaBuf first = share(memory.fd(), PAGES);
        GrantRef[] refs = refs(first);
        protocol.check("the books have it", () -> xen.usage().sharedPages() == before.sharedPages() + PAGES);
        protocol.refused("the same name again", () -> share(memory.fd(), PAGES), "already");
        first.detach();
        SharedDmaBuf share = grants.shared(NAME).orElseThrow();
        protocol.check("whoever comes after finds it", () -> Arrays.equals(refs(share), refs));
        try (GuestPages mapped = grants.map(self, refs, true)) {
            bothWays(memory, "grants", mapped.asByteBuffer());
        }
        exporting(memory, refs);
        share.close();
        return refs;
    }

    private static GrantRef[] refs(SharedDmaBuf share) {
        return IntStream.range(0, share.pages()).mapToObj(share::ref).toArray(GrantRef[]::new);
    }

    private void bothWays(DmaBuf memory, String through, ByteBuffer mapped) {
        ByteBuffer own = memory.beginCpuAccess();
        try {
            Pages.fill(own, 1);
            int toThem = Pages.wrong(mapped, 1);
            Pages.fill(mapped, 2);
            int toUs = Pages.wrong(own, 2);
            protocol.check(
                    "through " + through + ", of " + PAGES + " pages wrong there " + toThem + ", wrong here " + toUs,
                    () -> toThem + toUs == 0);
        } finally {
            memory.endCpuAccess();
        }
    }

    private void exporting(DmaBuf memory, GrantRef[] refs) {
        if (!grants.exporting().possible()) {
            protocol.note("no export: " + grants.exporting().reason());
            return;
        }
        Usage before = xen.usage();
        ExportedDmaBuf export = grants.export(self, refs);
        Fd other = Fd.dupOf(export.fd());
        protocol.check(
                "the books have the export", () -> xen.usage().exportedPages() == before.exportedPages() + PAGES);
        exportMapped(memory, export);
        export.close();
        protocol.check("somebody holds it still", () -> !export.awaitReleased(20));
        protocol.check("so do the books", () -> xen.usage().exportedDmaBufs() == before.exportedDmaBufs() + 1);
        other.close();
        protocol.check("its pages are returned", () -> export.awaitReleased(5000));
        protocol.check("nothing is held after exporting", () -> xen.usage().equals(before));
    }

    private void exportMapped(DmaBuf memory, ExportedDmaBuf export) {
        int prot = Mapping.PROT_READ | Mapping.PROT_WRITE;
        try (Mapping mapped = Mapping.map(export.fd(), 0, (long) PAGES * Pages.SIZE, prot)) {
            bothWays(memory, "the export", mapped.buffer());
        } catch (RuntimeException e) {
            protocol.note("the export cannot be mapped here: " + e.getMessage());
        }
    }

    /** The kernel must neither free nor reuse what is mapped. */
    private void endedWhileMapped(DmaBuf memory) {
        SharedDmaBuf share = share(memory.fd(), PAGES);
        try (GuestPages mapped = grants.map(self, refs(share), true)) {
            share.close();
            bothWays(memory, "grants that were ended while mapped", mapped.asByteBuffer());
        }
    }
}
