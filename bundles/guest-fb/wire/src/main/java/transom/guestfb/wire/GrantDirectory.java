package transom.guestfb.wire;

import transom.xen.GrantRef;
import transom.xen.GuestPages;

/**
 * The pages of a buffer by their grants: a chain of the guest's pages, each of which holds the next one's grant and up to
 * {@value #REFS_PER_PAGE} of the buffer's (displif.h, {@code struct xendispl_page_directory}).
 *
 * <p>The walk has as many steps as the buffer's size needs, whatever the guest wrote. Each word is read once.
 */
public final class GrantDirectory {

    /** Grants on a directory page. */
    public static final int REFS_PER_PAGE = (GuestPages.PAGE_SIZE - Displif.DIRECTORY_REFS) / Integer.BYTES;

    /** Maps one page of the guest; {@link transom.xen.GrantTable#map} with what it needs to know. */
    @FunctionalInterface
    public interface PageMapper {

        /**
         * @return closed by the directory
         * @throws transom.xen.XenException if the guest has not granted it
         */
        GuestPages map(GrantRef ref, boolean writable);
    }

    @FunctionalInterface
    private interface Visitor {
        void visit(GuestPages directory, int first, int count);
    }

    private GrantDirectory() {}

    /** How many directory pages a buffer of so many pages needs. */
    public static int directories(int pages) {
        return (pages + REFS_PER_PAGE - 1) / REFS_PER_PAGE;
    }

    /**
     * The grants of a buffer that the guest has allocated.
     *
     * @param pages of the buffer, by a checked size
     * @throws ProtocolException if the chain is not as long as that or has no grant where there must be one
     * @throws transom.xen.XenException if a directory page cannot be mapped
     */
    public static GrantRef[] read(GrantRef first, int pages, PageMapper mapper) {
        GrantRef[] refs = new GrantRef[pages];
        walk(first, pages, false, mapper, (directory, start, count) -> {
            for (int i = 0; i < count; i++) {
                int untrustedRef = directory.getInt(Displif.DIRECTORY_REFS + i * Integer.BYTES);
                if (untrustedRef == 0) {
                    throw new ProtocolException("its directory has no grant for page " + (start + i) + " of " + pages);
                }
                refs[start + i] = new GrantRef(untrustedRef);
            }
        });
        return refs;
    }

    /**
     * Tells the guest the grants of a buffer that was allocated for it.
     *
     * @throws ProtocolException if the chain is not as long as that; some of it may be written then
     * @throws transom.xen.XenException if a directory page cannot be mapped
     */
    public static void write(GrantRef first, GrantRef[] refs, PageMapper mapper) {
        walk(first, refs.length, true, mapper, (directory, start, count) -> {
            for (int i = 0; i < count; i++) {
                directory.putInt(Displif.DIRECTORY_REFS + i * Integer.BYTES, refs[start + i].value());
            }
        });
    }

    private static void walk(GrantRef first, int pages, boolean writable, PageMapper mapper, Visitor visitor) {
        int directories = directories(pages);
        int[] seen = new int[directories];
        int ref = first.value();
        for (int i = 0; i < directories; i++) {
            seen[i] = check(ref, seen, i, directories);
            int start = i * REFS_PER_PAGE;
            try (GuestPages directory = mapper.map(new GrantRef(ref), writable)) {
                ref = directory.getInt(Displif.DIRECTORY_NEXT);
                visitor.visit(directory, start, Math.min(REFS_PER_PAGE, pages - start));
            }
        }
        if (ref != 0) {
            throw new ProtocolException("its directory goes on after the " + directories + " pages that it needs");
        }
    }

    private static int check(int untrustedRef, int[] seen, int count, int directories) {
        if (untrustedRef == 0) {
            throw new ProtocolException("its directory ends after " + count + " of " + directories + " pages");
        }
        for (int i = 0; i < count; i++) {
            if (seen[i] == untrustedRef) {
                throw new ProtocolException("its directory's page " + count + " is its page " + i + " again (grant "
                        + Integer.toUnsignedString(untrustedRef) + ")");
            }
        }
        return untrustedRef;
    }

    /**
     * Writes a directory as a frontend does: its side.
     *
     * @param directoryPages one after the other, enough of them
     * @param directoryRefs their grants
     * @param refs of the buffer's pages; empty where the backend is to write them
     */
    public static void initialise(GuestPages directoryPages, GrantRef[] directoryRefs, GrantRef[] refs) {
        for (int i = 0; i < directoryRefs.length; i++) {
            int next = i + 1 < directoryRefs.length ? directoryRefs[i + 1].value() : 0;
            directoryPages.putInt(i * GuestPages.PAGE_SIZE + Displif.DIRECTORY_NEXT, next);
        }
        for (int i = 0; i < refs.length; i++) {
            directoryPages.putInt(offset(i), refs[i].value());
        }
    }

    /** Reads from a directory what the backend wrote: the frontend's side. */
    public static GrantRef[] granted(GuestPages directoryPages, int pages) {
        GrantRef[] refs = new GrantRef[pages];
        for (int i = 0; i < pages; i++) {
            refs[i] = new GrantRef(directoryPages.getInt(offset(i)));
        }
        return refs;
    }

    private static int offset(int number) {
        return number / REFS_PER_PAGE * GuestPages.PAGE_SIZE
                + Displif.DIRECTORY_REFS
                + number % REFS_PER_PAGE * Integer.BYTES;
    }
}
