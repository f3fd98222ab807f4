package transom.xen.sim.internal.store;

import transom.xen.DomId;

/** The nodes as one request sees them: the tree itself, or a transaction over it. */
interface View {

    /** {@code null} if there is none. */
    Node get(String path);

    void put(String path, Node node);

    void delete(String path);

    /** A node was made ({@code +1}) for, or taken ({@code -1}) from, this owner. */
    void count(DomId owner, int change);

    /** Nodes that this domain owns. */
    int owned(DomId owner);

    /**
     * Watches are to fire: of this path and those above it, or, if {@code exact}, of this path only.
     *
     * @param before {@code null} if the node was made now
     */
    void changed(String path, Node before, boolean exact);

    /** A number that no node has yet. */
    long nextGeneration();
}
