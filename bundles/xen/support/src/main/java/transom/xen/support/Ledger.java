package transom.xen.support;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import transom.xen.DomId;
import transom.xen.Hypervisor.GrantedDmaBuf;
import transom.xen.Hypervisor.GrantedDmaBuf.Direction;
import transom.xen.Hypervisor.Usage;

/** Counts what is held of Xen. <b>Thread:</b> any. */
public final class Ledger {

    private int foreignMappings;
    private long foreignPages;
    private int grantMappings;
    private long grantedPages;
    private int eventChannels;
    private final Set<String> keptChannels = new TreeSet<>();
    private final Map<String, GrantedDmaBuf> shares = new TreeMap<>();
    private final List<GrantedDmaBuf> exports = new ArrayList<>();

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

    /** An event channel that is not in the keep came (1) or went (-1). */
    public synchronized void channel(int channels) {
        eventChannels += channels;
    }

    /** A channel is in the keep under this name; told twice it counts once, whoever has it. */
    public synchronized void keptChannel(String name) {
        keptChannels.add(name);
    }

    /** It is bound no longer. */
    public synchronized void endedChannel(String name) {
        keptChannels.remove(name);
    }

    /** A dma-buf is shared under this name; told twice it counts once. */
    public synchronized void shared(String name, DomId domain, int pages) {
        shares.put(name, new GrantedDmaBuf(Direction.SHARED, domain, pages, name));
    }

    /** It is shared no longer. */
    public synchronized void ended(String name) {
        shares.remove(name);
    }

    /** A dma-buf was made of a guest's pages. */
    public synchronized void exported(DomId domain, int pages) {
        exports.add(new GrantedDmaBuf(Direction.EXPORTED, domain, pages, ""));
    }

    /** These pages are the guest's again. */
    public synchronized void returned(DomId domain, int pages) {
        exports.remove(new GrantedDmaBuf(Direction.EXPORTED, domain, pages, ""));
    }

    /** Shares by name, then exports in their order. */
    public synchronized List<GrantedDmaBuf> dmaBufs() {
        List<GrantedDmaBuf> all = new ArrayList<>(shares.values());
        all.addAll(exports);
        return List.copyOf(all);
    }

    public synchronized Usage usage() {
        return new Usage(
                foreignMappings,
                foreignPages,
                grantMappings,
                grantedPages,
                eventChannels + keptChannels.size(),
                shares.size(),
                pages(List.copyOf(shares.values())),
                exports.size(),
                pages(exports));
    }

    private static long pages(List<GrantedDmaBuf> dmaBufs) {
        return dmaBufs.stream().mapToLong(GrantedDmaBuf::pages).sum();
    }
}
