/**
 * The control domain's side: what the bundle offers as services, each a client of the simulator's sockets, wherever that
 * runs.
 */
package transom.xen.sim.internal.dom0;
