package transom.xen.sim.internal.machine;

import transom.xen.DomId;

/** An entry of a guest's grant table. */
final class Grant {

    private final long gfn;
    private final DomId to;
    private final boolean readOnly;
    private int mapped;

    Grant(long gfn, DomId to, boolean readOnly) {
        this.gfn = gfn;
        this.to = to;
        this.readOnly = readOnly;
    }

    long gfn() {
        return gfn;
    }

    DomId to() {
        return to;
    }

    boolean readOnly() {
        return readOnly;
    }

    /** How many mappings use it. */
    int mapped() {
        return mapped;
    }

    void map(int change) {
        mapped += change;
    }
}
