package transom.xen.dev.internal;

import transom.xen.Hypervisor.Usage;

/** Counts what is held of Xen. <b>Thread:</b> any. */
public final class Ledger {

    private int foreignMappings;
    private long foreignPages;
    private int grantMappings;
    private long grantedPages;
    private int eventChannels;

    /** A foreign mapping of so many pages came (1) or went (-1). */
    public synchronized void foreign(int mappings, int pages) {
        foreignMappings += mappings;
        foreignPages += (long) mappings * pages;
    }

    /** A mapping of so many granted pages came (1) or went (-1). */
    public synchronized void granted(int mappings, int pages) {
        grantMappings += mappings;
        grantedPages += (long) mappings * pages;
    }

    /** An event channel came (1) or went (-1). */
    public synchronized void channel(int channels) {
        eventChannels += channels;
    }

    synchronized Usage usage() {
        return new Usage(foreignMappings, foreignPages, grantMappings, grantedPages, eventChannels, 0, 0, 0, 0);
    }
}
