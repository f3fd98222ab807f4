/**
 * The store as xenstored serves it: the tree, its rights and quotas, transactions, watches and the connections.
 *
 * <p>Rules and error names follow tools/xenstored/{core,domain,transaction,watch}.c of Xen 4.20. <b>Thread:</b> the
 * simulator's loop.
 */
package transom.xen.sim.internal.store;
