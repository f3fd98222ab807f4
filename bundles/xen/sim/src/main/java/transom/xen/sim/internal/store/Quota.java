package transom.xen.sim.internal.store;

/**
 * What a guest may have at most; the control domain has no limits. The defaults are xenstored's (core.c, {@code
 * hard_quotas}).
 *
 * @param nodes that it owns
 * @param nodeBytes value of one node
 * @param permissions entries at one node
 */
record Quota(int nodes, int nodeBytes, int permissions, int watches, int transactions) {

    static final Quota DEFAULT = new Quota(1000, 2048, 5, 128, 10);
}
