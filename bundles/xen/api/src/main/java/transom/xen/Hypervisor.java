package transom.xen;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** Which Xen serves the other services of this package, and what is held of it now. */
@ProviderType
public interface Hypervisor {

    /** For people, e.g. {@code Xen 4.20} or {@code simulator}. */
    String description();

    /** The domain that this process runs in. */
    DomId self();

    /**
     * How a domain is virtualized, this one included; {@link DomainType#UNKNOWN} if there is no such domain. It may ask
     * the store, and wait for it.
     */
    DomainType type(DomId domain);

    /** What this process holds now. */
    Usage usage();

    /** The dma-bufs of {@link Usage}, one by one: shared ones also where only the keep has them still. */
    List<GrantedDmaBuf> grantedDmaBufs();

    /**
     * A dma-buf that two domains share by grants.
     *
     * @param domain the other domain
     * @param name what it was {@linkplain GrantTable#share shared} as; empty for a guest's pages
     */
    record GrantedDmaBuf(Direction direction, DomId domain, int pages, String name) {

        /** Whose pages they are. */
        public enum Direction {
            /** This domain's, for a guest. */
            SHARED,
            /** A guest's, for this domain. */
            EXPORTED
        }
    }

    /**
     * What is held: all zero when every guest has gone.
     *
     * @param foreignPages pages mapped by frame number
     * @param grantedPages pages mapped by grant
     * @param sharedDmaBufs dma-bufs of ours whose pages are granted
     * @param sharedPages pages of these
     * @param exportedDmaBufs dma-bufs of guests' pages
     * @param exportedPages pages of these
     */
    record Usage(
            int foreignMappings,
            long foreignPages,
            int grantMappings,
            long grantedPages,
            int eventChannels,
            int sharedDmaBufs,
            long sharedPages,
            int exportedDmaBufs,
            long exportedPages) {}
}
