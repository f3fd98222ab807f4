package transom.xen.sim.internal.machine;

import java.util.Arrays;
import transom.linux.Fd;
import transom.xen.DomId;

/**
 * A file of the control domain whose pages are granted. It stays, with the grants that are mapped, after it was ended.
 *
 * <p><b>Owner:</b> of the file. <b>Thread:</b> the simulator's loop.
 */
final class Share {

    private final int number;
    private final DomId to;
    private final Fd file;
    private final int[] refs;
    private final int[] mapped;
    private boolean ended;

    Share(int number, DomId to, Fd file, int[] refs) {
        this.number = number;
        this.to = to;
        this.file = file;
        this.refs = refs;
        this.mapped = new int[refs.length];
    }

    int number() {
        return number;
    }

    /** Who may map it. */
    DomId to() {
        return to;
    }

    int pages() {
        return refs.length;
    }

    int ref(int page) {
        return refs[page];
    }

    Fd dupFile() {
        return file.dup();
    }

    void end() {
        ended = true;
    }

    boolean isEnded() {
        return ended;
    }

    /** A mapping of this page came (1) or went (-1). */
    void map(int page, int change) {
        mapped[page] += change;
    }

    boolean isMapped(int page) {
        return mapped[page] > 0;
    }

    int mappedPages() {
        return (int) Arrays.stream(mapped).filter(count -> count > 0).count();
    }

    void close() {
        file.close();
    }

    @Override
    public String toString() {
        return "share " + number + " of " + refs.length + " pages to dom" + to
                + (ended ? " ended, " + mappedPages() + " pages are mapped still" : "");
    }
}
