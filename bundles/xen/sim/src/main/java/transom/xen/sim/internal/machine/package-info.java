/**
 * The hypervisor: {@link transom.xen.sim.internal.machine.Machine} knows domains, their memory, grants and ports; {@link
 * transom.xen.sim.internal.machine.Holdings} is what one client of the control domain has of them; {@link
 * transom.xen.sim.internal.machine.Simulator} serves both, and the store, on sockets.
 *
 * <p><b>Thread:</b> the simulator's loop.
 */
package transom.xen.sim.internal.machine;
