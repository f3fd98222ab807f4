package transom.xen.sim.internal.machine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import transom.linux.Fd;
import transom.linux.Posix;
import transom.xen.DomId;
import transom.xen.GuestPages;
import transom.xen.sim.control.ControlException;

/**
 * The control domain's grant table: pages of its files that other domains, or it itself, may map.
 *
 * <p>A grant that is ended while it is mapped stays valid until it is unmapped, as in Linux (drivers/xen/grant-table.c,
 * {@code gnttab_end_foreign_access}: "deferring g.e."), but goes then at once.
 */
final class ControlGrants {

    /** 64 frames of version 1 entries, Xen's default (gnttab_max_frames). */
    static final int MAX_GRANTS = 64 * 512;

    /** Xen keeps the first entries for itself (public/grant_table.h, {@code GNTTAB_NR_RESERVED_ENTRIES}). */
    private static final int FIRST = 8;

    private final Map<Integer, Entry> entries = new HashMap<>();
    private final Deque<Integer> free = new ArrayDeque<>();
    private final Map<Integer, Share> shares = new TreeMap<>();
    private int nextRef = FIRST;
    private int lastShare;

    private record Entry(Share share, int page) {}

    /** Pages that somebody maps; {@code pages} are numbers of pages of the share's file. */
    record Use(Share share, long[] pages) {}

    /** Grants all pages of a file. @param file transferred; closed if it is refused */
    Share share(DomId to, Fd file, int untrustedPages) {
        try {
            requireWhole(file, untrustedPages);
            if (untrustedPages > MAX_GRANTS - FIRST - entries.size()) {
                throw new ControlException("ENOSPC", "dom0 has " + entries.size() + " grants, of " + MAX_GRANTS);
            }
        } catch (RuntimeException e) {
            file.close();
            throw e;
        }
        int[] refs = new int[untrustedPages];
        Share share = new Share(++lastShare, to, file, refs);
        for (int page = 0; page < refs.length; page++) {
            refs[page] = free.isEmpty() ? nextRef++ : free.pop();
            entries.put(refs[page], new Entry(share, page));
        }
        shares.put(share.number(), share);
        return share;
    }

    private static void requireWhole(Fd file, int untrustedPages) {
        long size = Posix.size(file);
        if (untrustedPages < 1 || size != (long) untrustedPages * GuestPages.PAGE_SIZE) {
            throw new ControlException(
                    "EINVAL",
                    "the file has " + size + " bytes, not " + Integer.toUnsignedString(untrustedPages) + " pages");
        }
    }

    /** Ends the grants; those that are mapped when they are unmapped. */
    void end(Share share) {
        share.end();
        for (int page = 0; page < share.pages(); page++) {
            freeIfUnused(share, page);
        }
        forgetIfUnused(share);
    }

    /** Maps pages by their references, all of one share, for this domain. */
    Use map(DomId who, long[] untrustedRefs) {
        if (untrustedRefs.length == 0) {
            throw new ControlException("EINVAL", "no pages to map");
        }
        Share share = entry(who, untrustedRefs[0]).share();
        long[] pages = new long[untrustedRefs.length];
        for (int i = 0; i < pages.length; i++) {
            Entry entry = entry(who, untrustedRefs[i]);
            if (entry.share() != share) {
                throw new ControlException("EOPNOTSUPP", "the simulator maps grants of one share at a time");
            }
            pages[i] = entry.page();
        }
        for (long page : pages) {
            share.map((int) page, 1);
        }
        return new Use(share, pages);
    }

    private Entry entry(DomId who, long untrustedRef) {
        Entry entry = entries.get((int) untrustedRef);
        if (entry == null || !entry.share().to().equals(who)) {
            throw new ControlException(
                    "EINVAL", "dom0 has no grant " + Integer.toUnsignedString((int) untrustedRef) + " for dom" + who);
        }
        return entry;
    }

    void unmap(Use use) {
        for (long page : use.pages()) {
            use.share().map((int) page, -1);
        }
        if (use.share().isEnded()) {
            for (long page : use.pages()) {
                freeIfUnused(use.share(), (int) page);
            }
            forgetIfUnused(use.share());
        }
    }

    private void freeIfUnused(Share share, int page) {
        if (!share.isMapped(page) && entries.remove(share.ref(page)) != null) {
            free.push(share.ref(page));
        }
    }

    private void forgetIfUnused(Share share) {
        if (share.mappedPages() == 0 && shares.remove(share.number()) != null) {
            share.close();
        }
    }

    /** A line for each share. */
    List<String> describe() {
        List<String> lines = new ArrayList<>();
        shares.values().forEach(share -> lines.add(share.toString()));
        return lines;
    }

    /** All files go: the simulator ends. */
    void close() {
        shares.values().forEach(Share::close);
        shares.clear();
        entries.clear();
    }
}
